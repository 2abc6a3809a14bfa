"""What the one button says and does in every state of the page, and the line under it."""

import pytest

from backend.drops.schemas import Entry
from tests.backend.pages.kinds import (
    COIN,
    EARLY,
    FAN,
    FAR,
    FRIENDS,
    GUESTS,
    IN_DOLLARS,
    LATER,
    OTHER,
    PUBLIC,
    TIERS,
    UNKNOWN,
    USDC,
)
from tests.backend.pages.stand_in import CHAIN, create_drop, create_phase

CONNECTED = {"wallet": {"account": FAN, "chain": CHAIN}, "answersFor": FAN}
TICKET = {"phase": 2, "wallet": FAN, "quantity": 2, "price": str(3 * COIN), "deadline": FAR}
OWNING = CONNECTED | {"viewer": FAN, "serials": [42]}
STEP = """
async (state, load) => {
  const [{ findOffer }, { nextStep }] = await Promise.all([load("offer"), load("next_step")]);
  if (state.wallet) state.wallet.chain = BigInt(state.wallet.chain);
  return nextStep({ ...state, offer: findOffer(state) });
}
"""


def create_state(drop=None, **changes):
    """Return the state of an untouched page, changed."""
    state = {
        "drop": (drop or create_drop()).model_dump(mode="json"),
        "coin": {"symbol": "POL", "decimals": 18},
        "chain": CHAIN,
        "chainName": "Local chain",
        "doing": "idle",
        "viewer": None,
        "wallet": None,
        "answersFor": None,
        "picked": None,
        "quantity": 1,
        "agreed": "12.5 USDC",
        "ticket": None,
        "access": "anonymous",
        "serials": [],
        "seen": None,
    }
    return state | changes


def listing(quantity, price, **changes):
    entry = Entry(quantity=quantity, price=price)
    return create_drop(LATER, FRIENDS.model_copy(update={"yours": entry, **changes}))


STEPS = {
    "no wallet": ({}, "Connect wallet", "Listening to the preview is free and needs no wallet."),
    "no wallet, upcoming": (
        {"drop": create_drop(LATER, state="upcoming")},
        "Connect wallet",
        "Not open yet. You can hear the preview now and connect ahead of time.",
    ),
    "no wallet, paused": (
        {"drop": create_drop(state="paused")},
        "Connect wallet",
        "The label has paused collecting. The preview is free and needs no wallet.",
    ),
    "no wallet, sold out": (
        {"drop": create_drop(state="sold_out")},
        "Connect wallet",
        "Every edition is collected. If you own one, connect its wallet to hear the full mix.",
    ),
    "no wallet, closed": (
        {"drop": create_drop(state="closed")},
        "Connect wallet",
        "Collecting is over. If you own an edition, connect its wallet to hear the full mix.",
    ),
    "no wallet, a list": (
        {"drop": create_drop(LATER, FRIENDS)},
        "Connect wallet",
        "Connect to see whether your wallet is on the list of Friends.",
    ),
    "one": (
        CONNECTED,
        "Collect for 5 POL",
        "Exactly 5 POL plus your wallet's network fee. An edition cannot be given back, only passed on.",
    ),
    "several": (
        CONNECTED | {"quantity": 2},
        "Collect 2 for 10 POL",
        "Exactly 10 POL plus your wallet's network fee. An edition cannot be given back, only passed on.",
    ),
    "free": (
        CONNECTED | {"drop": create_drop(create_phase(price=0))},
        "Collect for free",
        "Nothing plus your wallet's network fee. An edition cannot be given back, only passed on.",
    ),
    "soulbound": (
        CONNECTED | {"drop": create_drop(is_soulbound=True)},
        "Collect for 5 POL",
        "Exactly 5 POL plus your wallet's network fee. An edition can be neither given back nor passed on.",
    ),
    "in a currency": (
        CONNECTED | {"drop": create_drop(IN_DOLLARS, currency=USDC), "quantity": 2},
        "Collect 2 for 25 USDC",
        "Exactly 25 USDC plus your wallet's network fee in POL. An edition cannot be given back, only passed on.",
    ),
    "in an unknown currency": (
        CONNECTED | {"drop": create_drop(IN_DOLLARS, currency=UNKNOWN)},
        "Cannot be paid here",
        "This phase is priced in a currency this site does not know. Ask the label to allow it.",
    ),
    "other network": (
        CONNECTED | {"wallet": {"account": FAN, "chain": 1}},
        "Switch to Local chain",
        "Your wallet is on another network. Switching costs nothing.",
    ),
    "paused": (
        CONNECTED | {"drop": create_drop(state="paused")},
        "Paused",
        "The label has paused collecting. This button comes back by itself.",
    ),
    "nothing for sale": (
        CONNECTED | {"drop": create_drop(phases=[], state="upcoming")},
        "Not for sale yet",
        "No sale has been announced. This button opens by itself when one is.",
    ),
    "over": (
        CONNECTED | {"drop": create_drop(state="closed")},
        "Sign in to listen",
        "Closed. If this wallet holds an edition, signing in opens the full mix.",
    ),
    "over, stranger": (
        CONNECTED | {"drop": create_drop(state="sold_out"), "viewer": FAN, "access": "stranger"},
        "Sold out",
        "This wallet holds no edition. The preview stays free.",
    ),
    "another phase is open": (
        CONNECTED | {"drop": create_drop(PUBLIC, EARLY), "picked": 4},
        "Closed",
        "Early birds is over. Choose another phase above.",
    ),
    "on the list": (
        CONNECTED | {"drop": listing(3, 3 * COIN), "quantity": 3},
        "Collect 3 for 9 POL",
        "Exactly 9 POL plus your wallet's network fee. An edition cannot be given back, only passed on.",
    ),
    "not on the list": (
        CONNECTED | {"drop": create_drop(FRIENDS)},
        "Not on the list",
        "This wallet is not on the list of Friends. Change to one that is.",
    ),
    "not on one of the lists": (
        CONNECTED | {"drop": create_drop(PUBLIC, FRIENDS), "picked": 1},
        "Not on the list",
        "This wallet is not on the list of Friends. Change to one that is, or choose another phase.",
    ),
    "list not answered": (
        CONNECTED | {"drop": create_drop(FRIENDS), "answersFor": None},
        "One moment",
        "Looking whether this wallet is on the list.",
    ),
    "no ticket": (
        CONNECTED | {"drop": create_drop(GUESTS)},
        "Needs a ticket",
        "Guests sells with tickets. Open the link you were sent.",
    ),
    "a ticket": (
        CONNECTED | {"drop": create_drop(PUBLIC, GUESTS), "ticket": TICKET},
        "Collect 2 for 6 POL",
        "Exactly 6 POL plus your wallet's network fee. An edition cannot be given back, only passed on.",
    ),
    "another wallet's ticket": (
        CONNECTED | {"drop": create_drop(PUBLIC, GUESTS), "ticket": TICKET | {"wallet": OTHER}},
        "Another wallet's ticket",
        "This ticket is for 0x5252…5252. Change to that wallet to use it.",
    ),
    "all of one wallet": (
        CONNECTED | {"drop": create_drop(tiers=TIERS[:1], phases=[create_phase(wallet_cap=0)], minted=100)},
        "All yours collected",
        "This wallet has collected as many as one wallet may.",
    ),
    "owning, playing": (
        OWNING | {"access": "holder", "isPlayingMix": True},
        "Pause",
        "The full mix is yours to hear here for as long as you hold the edition.",
    ),
    "owning, pending": (
        OWNING | {"access": "pending", "serials": [42, 43]},
        "You own #42 and #43 - listen",
        "Your edition is being confirmed, listening opens in a moment.",
    ),
    "owning, not signed in": (
        CONNECTED | {"serials": [42]},
        "You own #42 - listen",
        "Sign in with your wallet once and the full mix opens.",
    ),
}
BUSY_STEPS = {
    "connecting": ("Confirm in your wallet", "Your wallet asks whether this page may see your address."),
    "switching": ("Confirm in your wallet", "Your wallet asks whether to change its network."),
    "preparing": ("One moment", "Checking that the edition can be collected."),
    "approving": (
        "Allow 12.5 USDC in your wallet",
        "This drop may then take exactly 12.5 USDC, once. Collecting is the next step.",
    ),
    "allowing": (
        "Waiting for the network",
        "Your approval is on its way. Then your wallet asks once more, to collect.",
    ),
    "authorizing": (
        "Sign in your wallet",
        "Your signature lets this drop take exactly 12.5 USDC, once. Collecting is the next step.",
    ),
    "sending": (
        "Confirm in your wallet",
        "Your wallet shows what it costs. An edition cannot be given back, only passed on.",
    ),
    "following": ("Waiting for the network", "Sent. You may close this page, your edition is on its way."),
    "signing": ("Sign in your wallet", "A signature shows the edition is yours. It costs nothing."),
    "opening": ("Opening the mix", "Your edition is being confirmed, listening opens in a moment."),
}
NETWORK_ANSWERS = {
    "confirming": (
        "Confirming 1 of 2",
        "It is on the network. You may close this page, your edition is on its way.",
    ),
    "unreachable": (
        "Waiting for the network",
        "This site does not answer just now. Your wallet has sent it; we keep asking.",
    ),
    "unknown": ("Waiting for the network", "The network has not seen it yet. We keep asking."),
}


@pytest.mark.parametrize("name", STEPS)
def test_next_step__state_of_the_page__is_one_button_and_one_line(run_script, name):
    changes, label, note = STEPS[name]

    step = run_script(STEP, create_state(**changes))

    assert (step["label"], step["note"]) == (label, note)


@pytest.mark.parametrize("doing", BUSY_STEPS)
def test_next_step__busy__says_what_is_waited_for(run_script, doing):
    state = create_state(create_drop(IN_DOLLARS, currency=USDC), doing=doing, **CONNECTED)

    step = run_script(STEP, state)

    assert (step["label"], step["note"]) == BUSY_STEPS[doing]
    assert step["isBusy"]


@pytest.mark.parametrize("answer", NETWORK_ANSWERS)
def test_next_step__sent__says_what_the_network_says(run_script, answer):
    seen = {"state": answer, "confirmations": 1, "needed": 2}

    step = run_script(STEP, create_state(doing="following", seen=seen, **CONNECTED))

    assert (step["label"], step["note"]) == NETWORK_ANSWERS[answer]


@pytest.mark.parametrize(
    ("changes", "aside"),
    [
        (OWNING, "Collect another for 5 POL"),
        (OWNING | {"serials": [42, 43]}, None),
        (OWNING | {"drop": create_drop(create_phase(price=0)), "serials": [42]}, "Collect another"),
        (OWNING | {"drop": create_drop(create_phase(wallet_cap=0)), "quantity": 3}, "Collect 3 more for 15 POL"),
        (OWNING | {"drop": create_drop(state="paused")}, None),
        (CONNECTED, "I own one already"),
        (CONNECTED | {"drop": create_drop(state="paused")}, "I own one already"),
        (CONNECTED | {"drop": create_drop(LATER, state="upcoming", minted=0)}, None),
        (CONNECTED | {"viewer": FAN}, None),
    ],
    ids=["owner", "cap reached", "free", "several", "paused", "fan", "fan, paused", "nobody owns", "signed in"],
)
def test_next_step__beside_the_button__there_may_be_another_way(run_script, changes, aside):
    step = run_script(STEP, create_state(**changes))

    assert (step.get("aside") or {}).get("label") == aside


@pytest.mark.parametrize(
    ("phase", "ticket", "note"),
    [
        (FRIENDS, None, "This wallet is not on the list of Friends. Change to one that is."),
        (GUESTS, None, "Guests sells with tickets. Open the link you were sent."),
        (GUESTS, TICKET | {"wallet": OTHER}, "This ticket is for 0x5252…5252. Change to that wallet to use it."),
    ],
    ids=["list", "ticket", "another wallet's ticket"],
)
def test_next_step__upcoming_for_others__says_so_ahead(run_script, phase, ticket, note):
    drop = create_drop(phase.model_copy(update={"state": LATER.state, "opens": FAR}), state="upcoming")

    step = run_script(STEP, create_state(drop, ticket=ticket, **CONNECTED))

    assert step["label"].startswith("Opens ")
    assert step["note"] == note


def test_next_step__upcoming__says_when_it_opens(run_script):
    step = run_script(STEP, create_state(create_drop(LATER, state="upcoming"), **CONNECTED))

    assert step["label"].startswith("Opens ")
    assert "2096" in step["label"]
    assert step["note"] == "You are ready: this button opens by itself."
