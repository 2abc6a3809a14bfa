import pytest

from scripts._amounts import show_coin, show_cost, show_percent
from scripts._chain import Quote
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


def plan_of(path):
    return write_plan(load_manifest(path), network_of(137), ARTIST, QUOTE)


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
