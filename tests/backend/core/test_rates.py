"""How often somebody may do something."""

import pytest

from backend.core.rates import RateBook


class Watch:
    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def book(watch):
    return RateBook(3, watch, most_names=2)


def test_take__all_at_once__is_granted_so_many_times(book):
    assert [book.take("fan") for _ in range(4)] == [0, 0, 0, 20]


def test_take__refused__costs_nothing(book, watch):
    for _ in range(9):
        book.take("fan")
    watch.seconds += 20

    assert (book.take("fan"), book.take("fan")) == (0, 20)


def test_take__by_another__has_its_own_count(book):
    for _ in range(4):
        book.take("fan")

    assert book.take("stranger") == 0


def test_take__after_a_minute__is_as_at_first(book, watch):
    for _ in range(4):
        book.take("fan")
    watch.seconds += 60

    assert [book.take("fan") for _ in range(4)] == [0, 0, 0, 20]


def test_take__by_ever_new_names__forgets_the_one_not_seen_for_longest(book):
    for name in ("first", "second", "first", "third"):
        book.take(name)

    assert list(book._paid_until) == ["first", "third"]


def test_take__without_limit__is_always_granted_and_remembers_nobody(watch):
    book = RateBook(0, watch)

    assert {book.take("fan") for _ in range(100)} == {0}
    assert not book._paid_until
