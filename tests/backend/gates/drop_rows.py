from backend.drops.models import Drop


def create_drop(address, release):
    return Drop(
        address=address,
        release=release,
        split=address,
        name="Night Bus",
        symbol="BUS",
        metadata_digest="0x",
        supply=100,
        price=1,
        opens=0,
        closes=0,
        wallet_cap=0,
        royalty_bps=0,
        least_supply=0,
        cut_off=0,
        referral_bps=0,
        platform=None,
        platform_bps=0,
        currency=None,
        is_in_currency=False,
        tiers=[],
        is_soulbound=False,
        validator=None,
        has_golden=False,
        block_number=1,
        block_hash="0x",
        transaction_hash="0x",
    )
