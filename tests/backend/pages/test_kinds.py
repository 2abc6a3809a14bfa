"""Every kind of drop on every screen: readable, whole, and the same before and after the script has run."""

import pytest
from playwright.sync_api import expect

from tests.backend.pages.kinds import (
    EARLY,
    FAR,
    FRIENDS,
    GOLD,
    GUESTS,
    IN_DOLLARS,
    LATER,
    PAID,
    PUBLIC,
    TIERS,
    UNKNOWN,
    USDC,
)
from tests.backend.pages.stand_in import create_drop, create_phase
from tests.backend.pages.till import TOKEN

LONG = create_phase(
    number=6, name="Everyone who was at the closing night of the old hall", price=10**28 + 1, closes=FAR, wallet_cap=0
)
KINDS = {
    "plain": create_drop(),
    "phases": create_drop(LATER, FRIENDS, GUESTS, GOLD, EARLY, tiers=TIERS, **PAID),
    "long": create_drop(LONG, PUBLIC, FRIENDS, supply=10**9, minted=123_456_789),
    "open supply": create_drop(create_phase(wallet_cap=0), supply=None, cut_off=FAR, is_soulbound=True),
    "range": create_drop(supply=100, least_supply=40, cut_off=FAR, validator=TOKEN),
    "currency": create_drop(IN_DOLLARS, currency=USDC),
    "unknown currency": create_drop(IN_DOLLARS, PUBLIC, currency=UNKNOWN),
    "upcoming": create_drop(LATER, FRIENDS.model_copy(update={"state": LATER.state}), state="upcoming", minted=0),
    "sold out": create_drop(
        create_phase(state="sold_out"), state="sold_out", minted=100, golden={"state": "drawn", "serial": 42}
    ),
    "closed": create_drop(EARLY, state="closed", is_closed=True, supply=12),
    "nothing for sale": create_drop(phases=[], state="upcoming", minted=0),
    "paused": create_drop(state="paused"),
}
WIDTHS = (390, 1280)
COLOURS = ("light", "dark")
SHOWN = ("minted-name", "minted", "supply", "price-unit", "price", "clock-name")


@pytest.mark.parametrize("kind", KINDS)
def test_page__of_any_kind__is_whole_and_accessible(visit, wallet, label, kind):
    label.sell(KINDS[kind])
    screen = visit(wallet)
    screen.connects()
    expect(screen.primary).not_to_have_text("Connect wallet")
    expect(screen.primary).to_have_attribute("data-busy", "false")

    for width, colours in zip(WIDTHS, COLOURS, strict=True):
        screen.page.set_viewport_size({"width": width, "height": 900})
        screen.page.emulate_media(color_scheme=colours)
        screen.fits()
        screen.is_accessible()


@pytest.mark.parametrize("kind", KINDS)
def test_page__of_any_kind__is_the_same_before_its_script_has_run(visit, label, kind):
    label.sell(KINDS[kind])

    plain, scripted = visit(java_script_enabled=False), visit()

    scripted.reads("No wallet was found in this browser.")
    assert look(scripted) == look(plain)


def look(screen):
    """Return what the numbers say and how high the part above the button is."""
    texts = [screen.page.locator(f"#{name}").text_content() for name in SHOWN]
    hidden = [screen.page.locator(f"#{name}").is_hidden() for name in ("price-cell", "clock-cell", "phases", "traits")]
    return texts, hidden
