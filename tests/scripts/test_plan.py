import pytest

from scripts._amounts import show_coin, show_cost, show_percent
from scripts._chain import Quote
from scripts._currencies import Currency
from scripts._manifest import load_manifest
from scripts._networks import network_of
from scripts._plan import write_plan
from tests.scripts.releases import PRODUCER, SINGER, write_release

ARTIST = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
QUOTE = Quote(gas=400_000, base_fee_wei=50 * 10**9, tip_wei=30 * 10**9)

PLAN = f"""\
“Low Tide” by Isla Rook, to be created on Polygon in one transaction, for good:
  drop      100 editions of LOWTIDE at 0.05 POL each
  on sale   from Tue 1 Dec 2026 20:00 +01:00 until Thu 31 Dec 2026 20:00 +01:00
  wallets   at most 1 edition each
  resale    7.5 % asked for the payees
  split     of all that it earns, paid by contract:
                62.5 %  {PRODUCER}  Isla Rook
                37.5 %  {SINGER}
  earns     5 POL when all are sold
  gas       about 400,000: 0.032 POL, at most 0.065 POL
  paid by   {ARTIST}"""


USDC = Currency("0x" + "11" * 20, "USDC", 6)
FRIENDS = f"wallet,quantity,price\n{PRODUCER},2,0\n{SINGER},1,3.5\n"


def plan_of(path):
    return write_plan(load_manifest(path, (USDC,)), network_of(137), ARTIST, QUOTE)


@pytest.fixture
def plan(tmp_path):
    """The plan of a release with changes; friends.csv lies beside it."""

    def plan(**changes):
        path = write_release(tmp_path / "low-tide", **changes)
        (path.parent / "friends.csv").write_text(FRIENDS)
        return plan_of(path)

    return plan


def test_write_plan__default_case__says_what_the_dj_agrees_to(tmp_path):
    release = write_release(
        tmp_path / "low-tide",
        opens="2026-12-01T20:00+01:00",
        closes="2026-12-31T20:00+01:00",
        wallet_cap=1,
        royalty_bps=750,
    )

    assert plan_of(release) == PLAN


def test_write_plan__no_times_no_cap_no_price__says_so_in_words(tmp_path):
    plan = plan_of(write_release(tmp_path / "low-tide", price="0"))

    assert "at no price: free" in plan
    assert "at once, without an end" in plan
    assert "as many as they like" in plan


def test_write_plan__open_supply__says_until_when_and_what_metadata_is(plan):
    text = plan(supply="open", cut_off="2030-06-30T20:00Z")

    assert "as many editions of LOWTIDE as are collected until Sun 30 Jun 2030 20:00 +00:00, at 0.05 POL each" in text
    assert "  metadata  one document for all editions, until you number them after the cut-off" in text
    assert "when all are sold" not in text


def test_write_plan__range_supply__says_what_it_falls_to(plan):
    text = plan(cut_off="2030-06-30T20:00Z", least_supply=20)

    assert "  supply    falls to what is sold on Sun 30 Jun 2030 20:00 +00:00, or to 20 if that is more" in text


def test_write_plan__phases__says_who_when_and_how_much(plan):
    phases = [
        {"name": "Friends", "allowlist": "friends.csv", "wallet_cap": 1},
        {"name": "Bar", "signer": SINGER, "price": "2", "wallet_cap": 2},
        {"name": "Late", "price": "7", "opens": "2030-06-01T20:00Z", "closes": "2030-06-02T20:00Z"},
    ]

    assert PHASES in plan(phases=phases)


PHASES = f"""\
  phase 1   “Friends”: nothing to 3.5 POL each, as listed
            at once, without an end
            for 2 wallets of friends.csv, 3 editions together, at most 1 edition each
  phase 2   “Bar”: the price on the ticket (2 POL unless it says so), in POL
            at once, without an end
            for wallets with a ticket signed by {SINGER}, at most 2 editions each
  phase 3   “Late”: 7 POL each
            from Sat 1 Jun 2030 20:00 +00:00 until Sun 2 Jun 2030 20:00 +00:00
            for everybody, at most 20 editions each
"""


def test_write_plan__tiers__says_how_many_and_which_are_not_on_sale(plan):
    tiers = [{"name": "Standard", "supply": 90}, {"name": "Gold", "supply": 9}, {"name": "Crystal", "supply": 1}]

    text = plan(tiers=tiers, phases=[{"name": "Gold sale", "price": "9", "tier": "Gold"}])

    assert "  tiers     Standard: at most 90\n            Gold: at most 9\n" in text
    assert "            Crystal: at most 1, not on sale: to give away\n" in text
    assert "“Gold sale”: 9 POL each, tier Gold" in text


def test_write_plan__open_tier__says_as_many_as_are_collected(plan):
    tiers = [{"name": "Standard", "supply": "open"}, {"name": "Gold", "supply": 9}]

    assert "Standard: as many as are collected\n" in plan(supply="open", cut_off="2030-06-30T20:00Z", tiers=tiers)


def test_write_plan__no_public_sale__says_where_it_is_sold(plan):
    text = plan(public_sale=False, price=None, phases=[{"name": "Late", "price": "7"}])

    assert "100 editions of LOWTIDE\n  on sale   in the phases only\n" in text


def test_write_plan__no_sale_at_all__says_that_editions_are_given_away(plan):
    text = plan(public_sale=False, price=None)

    assert "  on sale   never: editions can be given away only, until a phase is added" in text


def test_write_plan__currency_and_fees__says_who_gets_what(plan):
    text = plan(currency="USDC", price="4.5", referral_bps=500, platform={"account": PRODUCER, "bps": 250})

    assert "at 4.5 USDC each" in text
    assert f"  currency  USDC at {USDC.address}\n" in text
    assert "  referral  5 % of the price for whoever brought the buyer\n" in text
    assert f"  platform  2.5 % of the rest for {PRODUCER}\n  split     of what is left, paid by contract:" in text


def test_write_plan__soulbound_and_golden__says_so(plan):
    text = plan(soulbound=True, golden=True)

    assert "  soulbound editions can never be sold or given on, only burned\n" in text
    assert "  golden    one edition is drawn by lot once all are sold\n" in text


def test_write_plan__validator__warns_that_it_can_stop_transfers(plan):
    text = plan(validator=SINGER)

    assert f"  WARNING   {SINGER} decides about every transfer and can stop\n" in text
    assert "            them all; later you can remove it, not exchange it\n" in text


def test_write_plan__long_gate__goes_on_below(plan):
    text = plan(gate={"any": [{"badge": f"regular-of-night-{number}"} for number in range(4)]})

    assert WRAPPED in text


WRAPPED = """
  the mix   takes the badge “regular-of-night-0” or the badge “regular-of-night-1” or the badge
            “regular-of-night-2” or the badge “regular-of-night-3”
"""


def test_quote__polygon_fees__survives_a_doubled_base_fee():
    assert QUOTE.max_fee_wei == 130 * 10**9
    assert QUOTE.gas_limit == 500_000


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (show_coin(5 * 10**18), "5 POL"),
        (show_coin(1), "0.000000000000000001 POL"),
        (show_coin(100 * 10**18), "100 POL"),
        (show_cost(1), "0.000001 POL"),
        (show_percent(1_000_000), "100 %"),
        (show_percent(333_333), "33.3333 %"),
    ],
)
def test_amounts__shown__lose_nothing_and_add_nothing(shown, text):
    assert shown == text
