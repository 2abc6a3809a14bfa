"""What came in was worth, by month: summed where all of it is known, blank where any is not."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from backend.royalties.ledger import Book, read_books
from backend.royalties.rates import Observation, RateTable
from backend.royalties.worth import value_income
from tests.backend.royalties.rows import NOVEMBER_6, distribution, enter, receipt

COIN = 10**18
MONTH_SECONDS = 31 * 86_400
RATE = Observation("", "EUR", datetime.fromtimestamp(NOVEMBER_6 - 60, UTC), "0.42", "ECB")


@pytest.fixture
def value():
    """Return what receipts, and divisions of money nobody told of, were worth by one rate."""

    def value(receipts, divisions=()):
        book = read_books(enter(receipts), enter(divisions)).get(None, Book())
        return value_income(book, 18, RateTable([RATE]))

    return value


def test_value_income__all_known__sums_each_month_and_names_the_rate(value):
    worth = value([receipt(1, COIN), receipt(2, 2 * COIN, "tip")])

    assert (worth.months, worth.total, worth.rates) == ({"2026-11": Decimal("1.26")}, Decimal("1.26"), (RATE,))


def test_value_income__a_month_without_a_rate__leaves_it_and_the_sum_blank(value):
    worth = value([receipt(1, COIN), receipt(2, COIN, timestamp=NOVEMBER_6 + MONTH_SECONDS)])

    assert worth.months == {"2026-11": Decimal("0.42"), "2026-12": None}
    assert worth.total is None


def test_value_income__part_of_a_month_is_known__is_not_taken_for_all(value):
    worth = value([receipt(1, COIN, timestamp=NOVEMBER_6 - 7200), receipt(2, COIN)])

    assert worth.months == {"2026-11": None}


def test_value_income__came_in_without_a_word__is_worth_nobody_knows_what(value):
    assert value([receipt(1, COIN)], [distribution(2, 3 * COIN)]).total is None


def test_value_income__nothing_came_in__says_nothing(value):
    assert (value([]).months, value([]).total) == ({}, None)
