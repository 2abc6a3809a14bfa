"""Drops of every kind, as a page is told of them."""

from tests.backend.pages.stand_in import create_phase
from tests.backend.pages.till import TOKEN

COIN = 10**18
DOLLAR = 10**6
FAN = "0xf1f1f1F1f1f1F1F1f1F1f1F1F1F1F1f1F1f1f1F1"
OTHER = "0x5252525252525252525252525252525252525252"
FAR = 4_000_000_000
USDC = {"address": TOKEN, "symbol": "USDC", "decimals": 6}
UNKNOWN = {"address": TOKEN, "symbol": "", "decimals": 0}
PAID = {"referral_bps": 500, "platform_bps": 250}
TIERS = (
    {"number": 0, "name": "Standard", "supply": 90, "minted": 10},
    {"number": 1, "name": "Gold", "supply": 5, "minted": 2},
)
OPEN_TIERS = (TIERS[0] | {"supply": None}, TIERS[1])
PUBLIC = create_phase()
LATER = create_phase(state="upcoming", opens=FAR)
FRIENDS = create_phase(number=1, name="Friends", audience="allowlist", price=None, wallet_cap=10)
GUESTS = create_phase(number=2, name="Guests", audience="ticket", price=None, wallet_cap=20)
GOLD = create_phase(number=3, name="Gold night", price=20 * COIN, tier=1, wallet_cap=20)
EARLY = create_phase(number=4, name="Early birds", price=2 * COIN, state="closed", closes=1_780_315_300)
IN_DOLLARS = create_phase(price=12_500_000, in_currency=True)
