"""Tickets as links carry them."""

import base64
import json

import pytest

from tests.backend.pages.kinds import COIN, FAN, FAR, GUESTS, PUBLIC, USDC
from tests.backend.pages.stand_in import NOON, create_drop

DAMAGED = "This ticket link is damaged. Open it exactly as it was sent to you."
READ = 'async (hash, load) => (await load("ticket")).readTicket(hash)'
FAULT = """
async ({ ticket, drop, now }, load) => (await load("ticket")).findFault(ticket, drop, now * 1000)
"""
DESCRIBE = """
async ({ ticket, unit, account }, load) => (await load("ticket")).describeTicket(ticket, unit, account)
"""


def create_ticket(**changes):
    ticket = {
        "phase": 2,
        "wallet": FAN,
        "quantity": 2,
        "price": str(3 * COIN),
        "deadline": FAR,
        "serial": 7,
        "signature": "0x" + "5a" * 65,
    }
    return ticket | changes


def pack(ticket):
    packed = base64.urlsafe_b64encode(json.dumps(ticket).encode()).decode()
    return f"#ticket={packed.rstrip('=')}"


def test_read_ticket__of_a_link__is_what_was_packed(run_script):
    assert run_script(READ, pack(create_ticket())) == {"ticket": create_ticket(), "fault": ""}


@pytest.mark.parametrize("hash_", ["", "#", "#about", "#tickets=x"])
def test_read_ticket__no_ticket__is_nothing(run_script, hash_):
    assert run_script(READ, hash_) == {"ticket": None, "fault": ""}


@pytest.mark.parametrize(
    "hash_",
    [
        "#ticket=",
        "#ticket=%%%",
        "#ticket=" + "A" * 40,
        pack(create_ticket())[:-9],
        pack([]),
        pack(None),
        pack(create_ticket(wallet="0x12")),
        pack(create_ticket(price=3)),
        pack(create_ticket(price="-3")),
        pack(create_ticket(signature="0x5a")),
        pack(create_ticket(quantity=0)),
        pack(create_ticket(deadline="soon")),
    ],
    ids=[
        "empty",
        "not base64",
        "not JSON",
        "cut off",
        "a list",
        "null",
        "wallet",
        "price a number",
        "price below zero",
        "signature",
        "quantity",
        "deadline",
    ],
)
def test_read_ticket__damaged__is_a_sentence(run_script, hash_):
    assert run_script(READ, hash_) == {"ticket": None, "fault": DAMAGED}


@pytest.mark.parametrize(
    ("changes", "now", "words"),
    [
        ({}, NOON, ""),
        ({}, FAR, ""),
        ({}, FAR + 1, "This ticket was good until "),
        ({"phase": 3}, NOON, "This ticket is for another drop. Open the link exactly as it was sent to you."),
        ({"phase": 5}, NOON, "This ticket is for another drop."),
    ],
    ids=["good", "last second", "too late", "no ticket phase", "no phase"],
)
def test_find_fault__of_a_ticket__is_a_sentence(run_script, changes, now, words):
    drop = create_drop(PUBLIC, GUESTS, PUBLIC.model_copy(update={"number": 3}))

    fault = run_script(FAULT, {"ticket": create_ticket(**changes), "drop": drop.model_dump(mode="json"), "now": now})

    assert fault.startswith(words) if words else fault == ""
    assert not fault.startswith("This ticket was") or fault.endswith(". Ask who sent it for a new one.")


@pytest.mark.parametrize(
    ("changes", "account", "words"),
    [
        ({}, FAN.lower(), "Your ticket: 2 editions at 3 POL each, until "),
        ({"quantity": 1}, FAN, "Your ticket: one edition at 3 POL, until "),
        ({"price": "0"}, FAN, "Your ticket: 2 editions for free, until "),
        ({}, None, " It is for the wallet 0xf1f1…f1F1."),
    ],
    ids=["several", "one", "free", "no wallet"],
)
def test_describe_ticket__of_a_wallet__says_what_it_is_good_for(run_script, changes, account, words):
    unit = {"symbol": "POL", "decimals": 18}

    said = run_script(DESCRIBE, {"ticket": create_ticket(**changes), "unit": unit, "account": account})

    assert words in said


def test_describe_ticket__in_a_currency__has_its_decimals(run_script):
    said = run_script(DESCRIBE, {"ticket": create_ticket(price="1500000"), "unit": USDC, "account": FAN})

    assert "at 1.5 USDC each" in said
