import re

import pytest

from backend.pages.assets import STATIC_DIRECTORY
from backend.pages.colour import CONTRAST_AA, LABEL_COLOUR, NIGHT, PAPER, choose_accent, contrast


def test_contrast__black_on_white__is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("cover", ["#fc5c1e", "#ffff00", "#0000ff", "#00ff88", "#3a0d12", "#8d8200", LABEL_COLOUR])
def test_choose_accent__any_colour__reads_by_day_and_by_night(cover):
    accent = choose_accent(cover)

    assert contrast(accent.light, PAPER) >= CONTRAST_AA
    assert contrast(accent.dark, NIGHT) >= CONTRAST_AA


def test_choose_accent__readable_colour__is_kept():
    assert choose_accent("#0b5d3b").light == "#0b5d3b"


@pytest.mark.parametrize("cover", [None, "#808080", "#000000", "red", "#fff;}"], ids=str)
def test_choose_accent__no_colour__is_the_labels(cover):
    assert choose_accent(cover) == choose_accent(LABEL_COLOUR)


def test_grounds__of_the_stylesheet__are_those_that_are_checked():
    grounds = re.findall(r"--ground: (#\w+)", (STATIC_DIRECTORY / "page.css").read_text())

    assert grounds == [PAPER, NIGHT]


def test_stylesheet__colours_of_text__read_on_their_ground():
    sheet = (STATIC_DIRECTORY / "page.css").read_text()

    for name in ("ink", "faded", "accent"):
        by_day, by_night = re.findall(rf"--{name}: (#\w+)", sheet)
        assert contrast(by_day, PAPER) >= CONTRAST_AA
        assert contrast(by_night, NIGHT) >= CONTRAST_AA
