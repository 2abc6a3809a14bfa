import pytest

from backend.pages.governance_bars import ROOM, WIDTH, draw_votes
from tests.backend.pages.assembly_desk import create_tally

LONGEST = pytest.approx(WIDTH / ROOM, abs=0.01)


def test_draw_votes__quorum_reached__its_line_crosses_the_bar_of_who_takes_part():
    bars = draw_votes(create_tally(62_000, 9_200, 2_800))

    assert bars.for_ + bars.abstain == LONGEST
    assert bars.quorum < bars.for_ + bars.abstain
    assert bars.against / bars.for_ == pytest.approx(9_200 / 62_000, abs=0.001)


def test_draw_votes__few_took_part__its_line_stands_beyond_the_bars():
    bars = draw_votes(create_tally(1_000, 500, 0))

    assert bars.quorum == LONGEST
    assert bars.for_ < bars.quorum


def test_draw_votes__most_are_against__they_are_longest():
    assert draw_votes(create_tally(9_000, 61_000)).against == LONGEST


def test_draw_votes__nobody_and_no_quorum__draws_nothing():
    bars = draw_votes(create_tally(0, 0, 0, quorum=0))

    assert (bars.for_, bars.abstain, bars.against, bars.quorum) == (0, 0, 0, 0)


def test_draw_votes__in_words__says_what_is_drawn():
    assert draw_votes(create_tally()).sentence == (
        "31,500 for, 9,200 against, 2,800 abstain; the quorum of 40,000 is not reached"
    )
