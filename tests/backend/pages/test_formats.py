import pytest

from backend.pages import formats

COIN = 10**18


@pytest.mark.parametrize(
    ("wei", "written"),
    [
        (0, "0"),
        (1, "0.000000000000000001"),
        (COIN // 20, "0.05"),
        (5 * COIN, "5"),
        (2**96 - 1, "79228162514.264337593543950335"),
    ],
)
def test_amount__wei__is_exact_without_needless_zeros(wei, written):
    assert formats.amount(wei) == written


@pytest.mark.parametrize(("wei", "written"), [(0, "0.00"), (5 * COIN, "5.00"), (COIN // 8, "0.125")])
def test_price__wei__has_at_least_two_decimals(wei, written):
    assert formats.price(wei) == written


@pytest.mark.parametrize(
    ("share", "written"), [(1_000_000, "100 %"), (700_000, "70 %"), (333_333, "33.3333 %"), (1, "0.0001 %")]
)
def test_percent__parts_per_million__is_exact(share, written):
    assert formats.percent(share) == written


@pytest.mark.parametrize(("seconds", "written"), [(0, "0:00"), (45.2, "0:45"), (90, "1:30"), (3723, "1:02:03")])
def test_clock__length__is_written_as_on_a_label(seconds, written):
    assert formats.clock(seconds) == written


def test_moments__noon__are_written_for_people_and_machines():
    assert formats.utc(1_780_315_200) == "1 June 2026, 12:00 UTC"
    assert formats.iso(1_780_315_200) == "2026-06-01T12:00:00Z"


def test_short__address__keeps_both_ends():
    assert formats.short("0x5FbDB2315678afecb367f032d93F642f64180aa3") == "0x5FbD…0aa3"
