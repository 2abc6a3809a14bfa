import boa
import pytest

from tests.contracts._chain import DAY, now
from tests.contracts._terms import PRICE, Options

UNLIMITED = 2**32 - 1


@pytest.fixture
def range_drop(create_drop):
    """Sell up to 10 editions for a day, and then at least 4."""
    return create_drop(supply=10, options=Options(least_supply=4, cut_off=now() + DAY))


@pytest.fixture
def open_drop(create_drop):
    """Sell any number of editions for a day."""
    return create_drop(supply=UNLIMITED, options=Options(cut_off=now() + DAY))


def test_supply__of_a_range__is_the_upper_limit_until_the_cut_off(range_drop, collector):
    boa.env.time_travel(seconds=DAY - 1)

    range_drop.mint(collector, 10, value=10 * PRICE, sender=collector)

    assert (range_drop.supply(), range_drop.least_supply()) == (10, 4)


def test_supply__of_a_range_little_sold__falls_to_the_lower_limit(range_drop, collector):
    range_drop.mint(collector, 1, value=PRICE, sender=collector)
    boa.env.time_travel(seconds=DAY)

    range_drop.mint(collector, 3, value=3 * PRICE, sender=collector)

    assert (range_drop.supply(), range_drop.minted()) == (4, 4)
    with boa.reverts("drop: sold out"):
        range_drop.mint(collector, 1, value=PRICE, sender=collector)


def test_supply__of_a_range_well_sold__falls_to_what_is_minted(range_drop, collector):
    range_drop.mint(collector, 6, value=6 * PRICE, sender=collector)
    boa.env.time_travel(seconds=DAY)

    assert range_drop.supply() == 6
    with boa.reverts("drop: sold out"):
        range_drop.mint(collector, 1, value=PRICE, sender=collector)


def test_supply__of_a_drop_open_until_a_time__is_unlimited_until_then(open_drop, collector):
    assert open_drop.supply() == UNLIMITED
    open_drop.mint(collector, 20, value=20 * PRICE, sender=collector)
    boa.env.time_travel(seconds=DAY)

    assert open_drop.supply() == 20
    with boa.reverts("drop: sold out"):
        open_drop.mint(collector, 1, value=PRICE, sender=collector)


def test_supply__with_options__leaves_names_and_metadata_alone(create_drop, release, collector):
    cut_off = now() + DAY
    drop = create_drop(name="N" * 64, symbol="S" * 12, options=Options(least_supply=100, cut_off=cut_off))

    assert (drop.name(), drop.symbol(), drop.release()) == ("N" * 64, "S" * 12, release)
    assert (drop.least_supply(), drop.cut_off(), drop.royaltyInfo(1, 10_000)[1]) == (100, cut_off, 500)


def test_shrink_supply__by_the_owner__promises_fewer(drop, artist, collector):
    drop.mint(collector, 2, value=2 * PRICE, sender=collector)

    drop.shrink_supply(3, sender=artist)

    assert [log.supply for log in drop.get_logs()] == [3]
    assert drop.supply() == 3
    with boa.reverts("drop: sold out"):
        drop.mint(collector, 2, value=2 * PRICE, sender=collector)


def test_shrink_supply__of_a_range__bounds_both_limits(range_drop, artist):
    range_drop.shrink_supply(3, sender=artist)

    assert range_drop.supply() == 3
    boa.env.time_travel(seconds=DAY)
    assert range_drop.supply() == 3


def test_shrink_supply__to_what_is_minted__ends_the_sale(drop, artist, collector):
    drop.mint(collector, 2, value=2 * PRICE, sender=collector)

    drop.shrink_supply(2, sender=artist)

    with boa.reverts("drop: sold out"):
        drop.mint(collector, 1, value=PRICE, sender=collector)


def test_shrink_supply__by_a_stranger__is_refused(drop, stranger):
    with boa.reverts("drop: not the drop's owner"):
        drop.shrink_supply(3, sender=stranger)


def test_shrink_supply__to_nothing__is_refused(drop, artist):
    with boa.reverts("drop: supply is zero"):
        drop.shrink_supply(0, sender=artist)


def test_shrink_supply__below_what_is_minted__is_refused(drop, artist, collector):
    drop.mint(collector, 2, value=2 * PRICE, sender=collector)

    with boa.reverts("drop: supply below what is minted"):
        drop.shrink_supply(1, sender=artist)


@pytest.mark.parametrize("supply", [50, 51, 100, 2**32 + 1], ids=["same", "more", "as promised", "too large"])
def test_shrink_supply__to_no_less_than_before__is_refused(drop, artist, supply):
    drop.shrink_supply(50, sender=artist)

    with boa.reverts("drop: supply can only shrink"):
        drop.shrink_supply(supply, sender=artist)


def test_shrink_supply__after_the_drop_was_closed__is_refused(drop, artist, collector):
    drop.mint(collector, 2, value=2 * PRICE, sender=collector)
    drop.close(sender=artist)

    with boa.reverts("drop: supply can only shrink"):
        drop.shrink_supply(2, sender=artist)


def test_close__by_the_owner__ends_every_sale(drop, artist, collector):
    drop.mint(collector, 2, value=2 * PRICE, sender=collector)

    drop.close(sender=artist)

    assert [log.minted for log in drop.get_logs()] == [2]
    assert (drop.is_closed(), drop.supply()) == (True, 2)
    with boa.reverts("drop: closed"):
        drop.mint(collector, 1, value=PRICE, sender=collector)


def test_close__of_a_drop_nobody_bought__leaves_no_editions(drop, artist):
    drop.close(sender=artist)

    assert (drop.supply(), drop.minted()) == (0, 0)


def test_close__of_a_range__leaves_what_is_minted(range_drop, artist, collector):
    range_drop.mint(collector, 1, value=PRICE, sender=collector)

    range_drop.close(sender=artist)

    boa.env.time_travel(seconds=DAY)
    assert range_drop.supply() == 1


def test_close__a_second_time__is_refused(drop, artist):
    drop.close(sender=artist)

    with boa.reverts("drop: closed"):
        drop.close(sender=artist)


def test_close__by_a_stranger__is_refused(drop, stranger):
    with boa.reverts("drop: not the drop's owner"):
        drop.close(sender=stranger)


def test_pause__by_the_owner__stops_every_sale(drop, artist, collector):
    drop.pause(True, sender=artist)

    assert [log.is_paused for log in drop.get_logs()] == [True]
    assert drop.is_paused()
    with boa.reverts("drop: paused"):
        drop.mint(collector, 1, value=PRICE, sender=collector)


def test_pause__taken_back__lets_sales_go_on(drop, artist, collector):
    drop.pause(True, sender=artist)

    drop.pause(False, sender=artist)

    drop.mint(collector, 1, value=PRICE, sender=collector)
    assert (drop.is_paused(), drop.minted()) == (False, 1)


def test_pause__by_the_owner__stops_no_transfer_and_no_withdrawal(drop, artist, collector, fan):
    drop.mint(collector, 1, value=PRICE, sender=collector)

    drop.pause(True, sender=artist)

    drop.transferFrom(collector, fan, 1, sender=collector)
    drop.withdraw(sender=fan)
    assert drop.ownerOf(1) == fan


def test_pause__of_a_closed_drop__does_not_open_it(drop, artist, collector):
    drop.close(sender=artist)
    drop.pause(True, sender=artist)

    drop.pause(False, sender=artist)

    with boa.reverts("drop: closed"):
        drop.mint(collector, 1, value=PRICE, sender=collector)


def test_pause__by_a_stranger__is_refused(drop, stranger):
    with boa.reverts("drop: not allowed by the label"):
        drop.pause(True, sender=stranger)
