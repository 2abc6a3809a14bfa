"""How many editions a release has, in what they are priced, and in which sales they are sold."""

from datetime import datetime

import pytest

from scripts._currencies import COIN, Currency
from scripts._manifest import load_manifest
from scripts._refusal import Refusal
from scripts._supply import Tier
from tests.scripts.releases import PRODUCER, SINGER, write_release

USDC = Currency("0x" + "11" * 20, "USDC", 6)
BRIDGED = Currency("0x" + "22" * 20, "USDC", 6)
CUT_OFF = "2030-06-30T20:00+02:00"
TIERS = [{"name": "Standard", "supply": 90}, {"name": "Gold", "supply": 10}]
LATE = {"name": "Late", "price": "7"}


@pytest.fixture
def load(tmp_path):
    def load(currencies=(USDC,), **changes):
        path = write_release(tmp_path / "low-tide", **changes)
        (path.parent / "friends.csv").write_text(f"wallet,quantity,price\n{PRODUCER},25,1.5\n{SINGER},1,\n")
        return load_manifest(path, currencies)

    return load


def test_load_manifest__supply_alone__is_that_number_for_good(load):
    supply = load().supply

    assert (supply.most, supply.least, supply.cut_off_at, supply.tiers) == (100, 0, 0, ())


def test_load_manifest__open_supply__ends_at_its_cut_off(load):
    supply = load(supply="open", cut_off=CUT_OFF).supply

    assert (supply.most, supply.cut_off) == (None, datetime.fromisoformat(CUT_OFF))


def test_load_manifest__range_supply__has_both_limits(load):
    supply = load(cut_off=CUT_OFF, least_supply=20).supply

    assert (supply.most, supply.least, supply.cut_off_at) == (100, 20, 1909072800)


def test_load_manifest__tiers__keeps_their_order(load):
    assert load(tiers=TIERS).supply.tiers == (Tier("Standard", 90), Tier("Gold", 10))


def test_load_manifest__phase__has_a_price_window_and_cap_of_its_own(load):
    (phase,) = load(tiers=TIERS, phases=[LATE | {"tier": "Gold", "opens": CUT_OFF, "wallet_cap": 2}]).phases

    assert (phase.price, phase.opens_at, phase.closes_at) == (7 * 10**18, 1909072800, 0)
    assert (phase.tier, phase.wallet_cap, phase.is_public) == (1, 2, True)


def test_load_manifest__phase_without_a_cap__lets_a_wallet_buy_20(load):
    assert load(phases=[LATE]).phases[0].wallet_cap == 20


def test_load_manifest__open_supply_sold_in_phases_only__is_possible(load):
    manifest = load(public_sale=False, price=None, supply="open", cut_off=CUT_OFF, phases=[LATE])

    assert [sale.name for sale in manifest.sales] == ["Late"]


def test_load_manifest__list_that_grants_more_than_20__raises_the_cap(load):
    (phase,) = load(phases=[LATE | {"allowlist": "friends.csv"}]).phases

    assert phase.wallet_cap == 25
    assert [entry.price for entry in phase.allowlist.entries] == [15 * 10**17, 7 * 10**18]


def test_load_manifest__currency__prices_everything_but_what_says_coin(load):
    phases = [LATE, LATE | {"name": "In coin", "currency": "coin"}]

    manifest = load(currency="usdc", price="4.5", phases=phases)

    assert [(sale.price, sale.currency) for sale in manifest.sales] == [
        (4_500_000, USDC),
        (7_000_000, USDC),
        (7 * 10**18, COIN),
    ]


def test_load_manifest__currency_by_address__is_found(load):
    assert load((USDC, BRIDGED), currency=BRIDGED.address).currency == BRIDGED


def test_load_manifest__without_public_sale__sells_in_phases(load):
    manifest = load(public_sale=False, price=None, phases=[LATE])

    assert manifest.public_sale is None
    assert [sale.name for sale in manifest.sales] == ["Late"]


def test_load_manifest__fees_and_marks__are_read(load):
    manifest = load(referral_bps=500, platform={"account": SINGER, "bps": 250}, soulbound=True, golden=True)

    assert (manifest.referral_bps, manifest.platform.account, manifest.platform.bps) == (500, SINGER, 250)
    assert (manifest.is_soulbound, manifest.has_golden, manifest.validator) == (True, True, None)


WRONG_SUPPLIES = {
    "open without a cut-off": ({"supply": "open"}, "cut_off is missing: add when the supply falls to what is sold"),
    "range without a cut-off": ({"least_supply": 5}, "cut_off is missing: add when the supply falls"),
    "open with a lower limit": (
        {"supply": "open", "cut_off": CUT_OFF, "least_supply": 5},
        "least_supply means nothing with an open supply: remove it, or give supply a number.",
    ),
    "lower above upper limit": (
        {"cut_off": CUT_OFF, "least_supply": 101},
        "least_supply is 101, above the supply of 100: lower it.",
    ),
    "cut-off before the opening": (
        {"cut_off": CUT_OFF, "opens": "2031-01-01T00:00Z"},
        f"opens (2031-01-01T00:00Z) is not earlier than cut_off ({CUT_OFF[:16]}:00+02:00): move one of them.",
    ),
    "cut-off without a zone": ({"cut_off": "2030-06-30T20:00"}, "cut_off is '2030-06-30T20:00' without a time zone"),
    "in other words": ({"supply": "unlimited"}, 'supply is "unlimited"; it should be the number of editions'),
    "one tier": ({"tiers": TIERS[:1]}, "it should be a list of 2 to 5 kinds of editions"),
    "tier twice": (
        {"tiers": [TIERS[0], TIERS[0]]},
        "name (tiers, entry 2) is “Standard” again: give each tier a name of its own.",
    ),
    "tier above the supply": (
        {"tiers": [TIERS[0], {"name": "Gold", "supply": 101}]},
        "supply (tiers, entry 2) is 101, above the drop's supply of 100: lower it.",
    ),
    "open tier of a drop with a number": (
        {"tiers": [TIERS[0], {"name": "Gold", "supply": "open"}]},
        "supply (tiers, entry 2) is open, above the drop's supply of 100: lower it.",
    ),
    "tiers below the supply": (
        {"tiers": [TIERS[0], {"name": "Gold", "supply": 9}]},
        "tiers hold 99 editions together, fewer than the supply of 100: raise one, or lower supply.",
    ),
    "tiers that bound an open supply": (
        {"supply": "open", "cut_off": CUT_OFF, "tiers": TIERS},
        "tiers all have a number, but the supply is open: write supply: open for one of them.",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG_SUPPLIES.values(), ids=WRONG_SUPPLIES)
def test_load_manifest__supply_that_contradicts_itself__is_refused(load, changes, sentence):
    with pytest.raises(Refusal) as refused:
        load(**changes)
    assert sentence in refused.value.message


WRONG_SALES = {
    "no price": ({"price": None}, "price is missing: add the price of one edition in POL, or in the currency"),
    "price of no sale": (
        {"public_sale": False},
        "price belongs to the public sale, and public_sale is false: remove one of the two.",
    ),
    "public sale in words": ({"public_sale": "no"}, 'public_sale is "no"; it should be false when only phases sell'),
    "phase without a price": (
        {"phases": [{"name": "Late"}]},
        "price (phases, entry 1) is missing: add the price of one edition",
    ),
    "phase twice": ({"phases": [LATE, LATE]}, "name (phases, entry 2) is “Late” again: give each phase a name"),
    "phase called as the sale": ({"phases": [LATE | {"name": "Public sale"}]}, "is “Public sale” again"),
    "list and signer": (
        {"phases": [LATE | {"allowlist": "friends.csv", "signer": SINGER}]},
        "signer (phases, entry 1): a phase has an allowlist or a signer, not both: make it two phases.",
    ),
    "signer with a typing mistake": (
        {"phases": [{"name": "Bar", "signer": PRODUCER.replace("C8", "c8")}]},
        "signer (phases, entry 1) is ",
    ),
    "bad row": (
        {"phases": [{"name": "Friends", "allowlist": "friends.csv"}]},
        "friends.csv, line 3: price is empty and the phase has none: give one of them.",
    ),
    "unknown tier": (
        {"tiers": TIERS, "phases": [LATE | {"tier": "Golden"}]},
        "tier (phases, entry 1) is “Golden”, and the drop has Standard, Gold: choose one.",
    ),
    "tier without tiers": (
        {"phases": [LATE | {"tier": "Gold"}]},
        "tier (phases, entry 1) is “Gold”, and the drop has no tiers: remove it.",
    ),
    "phase closing before it opens": (
        {"phases": [LATE | {"opens": CUT_OFF, "closes": CUT_OFF}]},
        f"closes (phases, entry 1) ({CUT_OFF}) is not later than opens ({CUT_OFF}): move one of them.",
    ),
    "phase after the cut-off": (
        {"cut_off": CUT_OFF, "phases": [LATE | {"opens": CUT_OFF}]},
        f"opens (phases, entry 1) ({CUT_OFF}) is not earlier than cut_off",
    ),
    "phase in another token": ({"phases": [LATE | {"currency": "USDC"}]}, "it should be coin, for a phase priced in"),
    "nine phases": ({"phases": [{"name": str(n), "price": "1"} for n in range(9)]}, "should be a list of 1 to 8 sales"),
    "cap of 0": ({"phases": [LATE | {"wallet_cap": 0}]}, "wallet_cap (phases, entry 1) is 0; it should be how many"),
    "more digits than the currency": ({"currency": "USDC", "price": "0.0000001"}, "but USDC has 6 decimals: shorten"),
    "unknown currency": (
        {"currency": "EURC"},
        "currency is EURC, which this label has not allowed; known are USDC: run `ape run label allow EURC` with the",
    ),
    "soulbound with a validator": (
        {"soulbound": True, "validator": SINGER},
        "validator has no transfer to decide about when soulbound is true: remove one of the two.",
    ),
    "referral above half": ({"referral_bps": 5001}, "referral_bps is 5001; it should be the part of the price"),
    "platform without an account": ({"platform": {"bps": 250}}, "account (platform) is missing: add the account that"),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG_SALES.values(), ids=WRONG_SALES)
def test_load_manifest__sale_that_cannot_be__is_refused(load, changes, sentence):
    with pytest.raises(Refusal) as refused:
        load(**changes)
    assert sentence in refused.value.message


def test_load_manifest__currency_of_two_tokens__asks_for_the_address(load):
    with pytest.raises(Refusal, match=rf"USDC is the symbol of {USDC.address} and of {BRIDGED.address}: write the add"):
        load((USDC, BRIDGED), currency="USDC")


def test_load_manifest__phase_of_a_range_after_the_cut_off__sells_what_is_promised(load):
    manifest = load(cut_off=CUT_OFF, least_supply=20, phases=[LATE | {"opens": CUT_OFF}])

    assert manifest.phases[0].opens_at == manifest.supply.cut_off_at
