"""What pages say of each kind of drop, before any script has run."""

import re

import pytest

from tests.backend.pages.kinds import (
    COIN,
    FAR,
    FRIENDS,
    GOLD,
    GUESTS,
    IN_DOLLARS,
    LATER,
    OPEN_TIERS,
    PAID,
    PUBLIC,
    TIERS,
    USDC,
)
from tests.backend.pages.stand_in import create_drop, create_phase
from tests.backend.pages.till import TOKEN


@pytest.mark.parametrize(
    ("drop", "words"),
    [
        (create_drop(supply=None, cut_off=FAR), "As many as are collected until 2 October 2096, 07:06 UTC; then never"),
        (
            create_drop(least_supply=40, cut_off=FAR),
            "Up to 100 until 2 October 2096, 07:06 UTC; then never more than 40, or what is collected by then.",
        ),
        (create_drop(is_soulbound=True), "An edition cannot be passed on."),
        (create_drop(validator=TOKEN), "Sales go through a transfer validator that can refuse a transfer."),
        (
            create_drop(golden={"state": "waiting", "serial": None}),
            "One edition is drawn by lot when all are collected: the golden one.",
        ),
        (create_drop(golden={"state": "due", "serial": None}), "The golden edition is about to be drawn by lot."),
        (create_drop(golden={"state": "scheduled", "serial": None}), "The golden edition is about to be drawn by lot."),
        (create_drop(golden={"state": "drawn", "serial": 42}), "#42 is the golden edition, drawn by lot."),
        (
            create_drop(golden={"state": "forfeited", "serial": None}),
            "The golden edition was not drawn in time: there is none.",
        ),
        (create_drop(GOLD, PUBLIC, tiers=TIERS), "For everyone · Gold, 3 left · up to 20 a wallet"),
        (create_drop(PUBLIC, GOLD, supply=None, cut_off=FAR, tiers=OPEN_TIERS), "For everyone · Standard · up to"),
        (create_drop(FRIENDS), "For the list · up to 10 a wallet"),
        (create_drop(GUESTS), "With a ticket · up to 20 a wallet"),
        (create_drop(**PAID), "Who brings a buyer 5 % of the sale"),
        (create_drop(**PAID), "Platform 2.5 % of the rest"),
        (create_drop(tiers=TIERS), "Gold 3 of 5 left"),
        (create_drop(supply=None, cut_off=FAR, tiers=OPEN_TIERS), "Standard as many as are collected"),
        (create_drop(supply=None, cut_off=FAR), "Numbered 1, 2, 3, as many as are collected"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_show_drop__what_is_particular__is_said_in_words(visitor, label, drop, words):
    label.sell(drop)

    assert words in await read(visitor, "/drops/last-tram")


@pytest.mark.parametrize(
    ("drop", "words"),
    [
        (create_drop(), "12 / 100, POL 5.00"),
        (create_drop(PUBLIC, GOLD), "12 / 100, from POL 5.00"),
        (create_drop(FRIENDS, create_phase(price=3 * COIN)), "12 / 100, POL 3.00"),
        (create_drop(create_phase(price=0), GOLD), "12 / 100, partly free"),
        (create_drop(IN_DOLLARS, currency=USDC), "12 / 100, USDC 12.50"),
        (create_drop(FRIENDS), "12 / 100"),
        (create_drop(supply=None, cut_off=FAR), "12 collected, POL 5.00"),
        (create_drop(LATER, state="upcoming"), "Opens 2 October 2096, 07:06 UTC, POL 5.00"),
        (create_drop(phases=[], state="upcoming"), "Not for sale yet"),
        (create_drop(state="paused"), "12 / 100, paused"),
        (create_drop(state="sold_out", minted=100), "100 / 100, sold out"),
        (create_drop(state="closed"), "12 / 100, closed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_show_drops__of_any_kind__says_state_and_price(visitor, label, drop, words):
    label.sell(drop)

    assert f"Ondine Quartz {words}" in await read(visitor, "/")


@pytest.mark.parametrize(
    ("drop", "words"),
    [
        (create_drop(create_phase(price=0)), "An edition of 100, free. Hear"),
        (create_drop(PUBLIC, GOLD), "An edition of 100, from 5 POL each. Hear"),
        (create_drop(create_phase(price=0), GOLD), "An edition of 100, partly free. Hear"),
        (create_drop(supply=None, cut_off=FAR), "An open edition, 5 POL each. Hear"),
        (create_drop(GUESTS), "An edition of 100. Hear"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_show_drop__of_any_kind__has_a_true_link_preview(visitor, label, drop, words):
    label.sell(drop)

    assert f'property="og:description" content="{words}' in (await visitor.get("/drops/last-tram")).text


async def test_show_drop__shares_of_a_price__leave_the_platform_its_part(visitor, label):
    label.sell(create_drop(IN_DOLLARS, currency=USDC, platform_bps=2_000))

    assert "62.5 % USDC 6.25" in await read(visitor, "/drops/last-tram")


async def read(visitor, path):
    """Return the words of a page, one space between them."""
    text = re.sub(r"<[^>]*>", " ", (await visitor.get(path)).text)
    return re.sub(r"\s+([,;:.])", r"\1", re.sub(r"\s+", " ", text.replace("&#39;", "'")))
