"""A drop that sells in several ways, in a real browser."""

import base64
import json
import re

import pytest
from playwright.sync_api import expect

from tests.backend.pages.kinds import COIN, EARLY, FAR, FRIENDS, GOLD, GUESTS, LATER, OTHER, PUBLIC, TIERS
from tests.backend.pages.stand_in import NOON, create_phase


def link(label, wallet, **changes):
    """Return the path of a ticket's link."""
    ticket = {"phase": 2, "wallet": wallet, "quantity": 2, "price": str(3 * COIN), "deadline": FAR, "serial": 7}
    packed = base64.urlsafe_b64encode(json.dumps(ticket | {"signature": "0x" + "5a" * 65} | changes).encode())
    return f"/drops/{label.page.slug}#ticket={packed.decode().rstrip('=')}"


def test_phases__wallet_on_the_list__stands_there_and_pays_what_the_list_says(visit, wallet, label, fan_address):
    label.offers(PUBLIC, FRIENDS, GOLD, tiers=TIERS)
    label.lists(1, fan_address, quantity=3, price=3 * COIN)
    screen = visit(wallet)
    screen.is_at("Public sale")
    screen.connects()

    screen.is_at("Friends")
    screen.reads("You are on the list: up to 3, 3 POL each.")
    screen.presses("Collect for 3 POL")

    screen.sees("Waiting for the network")
    wish = label.till.wishes[-1]
    assert (wish.phase, wish.quantity) == (1, 1)


def test_phases__wallet_not_on_the_list__reads_so_and_may_buy_elsewhere(visit, wallet, label):
    label.offers(PUBLIC, FRIENDS)
    screen = visit(wallet)
    screen.connects()

    screen.sees("Collect for 5 POL")
    screen.reads("This wallet is not on the list.")
    screen.picks("Friends")
    screen.sees("Not on the list")
    screen.is_accessible()
    screen.picks("Public sale")

    screen.sees("Collect for 5 POL")


def test_phases__account_changed_in_the_wallet__is_asked_about_again(visit, wallet, label):
    label.offers(PUBLIC, FRIENDS)
    label.lists(1, OTHER, quantity=1, price=0)
    screen = visit(wallet)
    screen.connects()
    screen.sees("Collect for 5 POL")

    wallet.emit(screen.page, "accountsChanged", [OTHER.lower()])

    screen.is_at("Friends")
    screen.reads("You are on the list: up to 1, free.")
    screen.sees("Collect for free")


def test_phases__keyboard__chooses_among_those_that_sell(visit, wallet, label):
    label.offers(EARLY, PUBLIC, GOLD, tiers=TIERS)
    screen = visit(wallet)
    screen.connects()
    screen.sees("Collect for 5 POL")
    screen.page.get_by_role("radio", name="Public sale").focus()

    screen.page.keyboard.press("ArrowDown")

    screen.sees("Collect for 20 POL")
    expect(screen.page.locator("#price")).to_have_text("20.00")
    expect(screen.page.get_by_role("radio", name="Early birds")).to_be_disabled()


def test_phases__upcoming__counts_down_to_the_one_that_is_chosen(visit, wallet, label):
    label.offers(LATER, create_phase(number=1, name="Sooner", state="upcoming", opens=FAR - 86_400), state="upcoming")
    screen = visit(wallet)
    screen.connects()
    screen.is_at("Sooner")
    expect(screen.primary).to_have_text(re.compile("^Opens "))
    sooner = screen.page.locator("#clock").get_attribute("datetime")

    screen.picks("Public sale")

    expect(screen.page.locator("#clock")).not_to_have_attribute("datetime", sooner)
    expect(screen.page.locator("#clock-name")).to_have_text("Opens")


def test_phases__added_while_the_page_is_open__appear_by_themselves(visit, wallet, label):
    screen = visit(wallet)
    screen.connects()
    screen.sees("Collect for 5 POL")

    label.offers(PUBLIC, GOLD, create_phase(number=5, name="Last call", price=COIN), tiers=TIERS)
    screen.looks_again()

    screen.is_at("Last call")
    screen.sees("Collect for 1 POL")
    screen.is_accessible()


def test_phases__refreshed_while_one_has_the_focus__keep_it(visit, label):
    label.offers(PUBLIC, GOLD, tiers=TIERS)
    screen = visit()
    screen.page.get_by_role("radio", name="Gold night").focus()

    label.offers(PUBLIC, GOLD, EARLY, tiers=TIERS)
    screen.looks_again()

    screen.reads("Early birds")
    expect(screen.page.get_by_role("radio", name="Gold night")).to_be_focused()


def test_sale__paused_and_resumed_while_the_page_is_open__follows(visit, wallet, label):
    screen = visit(wallet)
    screen.connects()
    screen.sees("Collect for 5 POL")

    label.sells(state="paused")
    screen.looks_again()
    screen.sees("Paused")
    screen.is_accessible()
    label.sells(state="open")
    screen.looks_again()

    screen.sees("Collect for 5 POL")


def test_tiers__sold_while_the_page_is_open__are_counted(visit, label):
    label.offers(PUBLIC, GOLD, tiers=TIERS)
    screen = visit()
    screen.reads("Gold, 3 left")

    label.offers(PUBLIC, GOLD, tiers=(TIERS[0], TIERS[1] | {"minted": 4}), minted=14)
    screen.looks_again()

    screen.reads("Gold, 1 left")
    expect(screen.page.locator("#minted")).to_have_text("14")


def test_ticket__of_this_wallet__buys_what_it_says(visit, wallet, label, fan_address):
    label.offers(PUBLIC, GUESTS)
    screen = visit(wallet, path=link(label, fan_address))
    screen.reads("Your ticket: 2 editions at 3 POL each, until ")
    screen.connects()

    screen.presses("Collect 2 for 6 POL")

    screen.sees("Waiting for the network")
    wish = label.till.wishes[-1]
    assert (wish.phase, wish.quantity, wish.ticket.wallet) == (2, 2, fan_address)
    expect(screen.page.locator("#many")).to_be_hidden()


def test_ticket__used__is_gone(visit, wallet, label, fan_address):
    label.offers(PUBLIC, GUESTS)
    screen = visit(wallet, path=link(label, fan_address))
    screen.connects()
    screen.presses("Collect 2 for 6 POL")
    screen.sees("Waiting for the network")

    label.confirms(13, 14)

    screen.sees("You own #13 and #14 - listen")
    expect(screen.page.locator("#aside")).to_have_text("Collect another for 5 POL")
    assert "#" not in screen.page.url


def test_ticket__of_another_wallet__says_whose(visit, wallet, label):
    label.offers(PUBLIC, GUESTS)
    screen = visit(wallet, path=link(label, OTHER))
    screen.connects()

    screen.sees("Another wallet's ticket")
    screen.reads("It is for the wallet 0x5252…5252.")
    screen.is_accessible()
    screen.picks("Public sale")

    screen.sees("Collect for 5 POL")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"serial": "x"}, "This ticket link is damaged. Open it exactly as it was sent to you."),
        ({"phase": 1}, "This ticket is for another drop. Open the link exactly as it was sent to you."),
        ({"deadline": NOON - 10**8}, "This ticket was good until"),
    ],
    ids=["damaged", "another drop", "too late"],
)
def test_ticket__that_is_none__is_a_sentence_and_the_sale_goes_on(visit, wallet, label, fan_address, changes, sentence):
    label.offers(PUBLIC, GUESTS)
    screen = visit(wallet, path=link(label, fan_address, **changes))
    screen.reads(sentence)
    screen.connects()

    screen.sees("Collect for 5 POL")


def test_ticket__opened_on_the_open_page__is_taken_up(visit, wallet, label, fan_address):
    label.offers(PUBLIC, GUESTS)
    screen = visit(wallet)
    screen.connects()
    screen.sees("Collect for 5 POL")

    screen.page.evaluate("(hash) => (location.hash = hash)", link(label, fan_address).split("#")[1])

    screen.sees("Collect 2 for 6 POL")
