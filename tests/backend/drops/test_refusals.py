"""Every reason a mint can revert with, as the contracts' sources have them, has a sentence of its own."""

import re
from pathlib import Path

import pytest
import snekmate

from backend.chain.currency import Currency
from backend.drops.listing import Proof
from backend.drops.models import Drop, DropPhase
from backend.drops.purchase import Purchase
from backend.drops.refusals import SENTENCES, Situation, explain_refusal
from backend.drops.sale import Stock, TierStock
from backend.drops.schemas import SignedTicket

ROOT = Path(__file__).parents[3] / "contracts"
SNEKMATE = Path(snekmate.__path__[0]) / "utils"
MINTS = ("mint", "mint_listed", "mint_with_ticket")
FUNCTION = re.compile(r"^def (\w+)\(", re.MULTILINE)
CALL = re.compile(r"\b(\w+)\.(_?\w+)\(")
REASON = re.compile(r'(?:assert .*?, |raise )"([^"]+)"')
NOON = 1_780_315_200
FORGED = "This ticket is not one of this drop, or was changed. Open the link again exactly as the label sent it."
FAN = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"


def find_source(module):
    """Return the source of a module, ours or snekmate's, or "" for what is no module."""
    found = [*ROOT.glob(f"*/{module}.vy"), *SNEKMATE.glob(f"{module}.vy")]
    return found[0].read_text() if found else ""


def read_functions(module):
    """Return the text of each function of a module."""
    source = re.sub(r'"""[\s\S]*?"""', "", find_source(module))
    _, *parts = FUNCTION.split(source)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def list_reasons():
    """Return every reason in what a mint reaches, call by call."""
    waiting, reached, reasons = [("MixDrop", name) for name in MINTS], set(), set()
    while waiting:
        module, name = waiting.pop()
        body = read_functions(module).get(name)
        if body is None or (module, name) in reached:
            continue
        reached.add((module, name))
        reasons |= set(REASON.findall(body))
        waiting += [(module if owner == "self" else owner, called) for owner, called in CALL.findall(body)]
    return sorted(reasons)


def test_list_reasons__of_a_mint__goes_through_its_modules():
    reasons = list_reasons()

    assert {"drop: paused", "drop: not on the list", "drop: payment refused"} <= set(reasons)
    assert {"ecdsa: invalid signature", "drop: tier sold out", "drop: no such phase"} <= set(reasons)
    assert "drop: nothing to withdraw" not in reasons


@pytest.mark.parametrize("reason", list_reasons())
def test_explain_refusal__every_revert_of_a_mint__has_a_sentence(reason):
    assert reason in SENTENCES


def test_sentences__each__is_of_a_reason_there_is():
    assert set(SENTENCES) == set(list_reasons())


def situation(quantity=1, currency=None, ticket=None, stock=None, **phase):
    """Return a mint that was tried at noon."""
    terms = {"number": 1, "price": 5, "opens": NOON, "closes": NOON + 3600, "wallet_cap": 2, "tier": 1} | phase
    purchase = Purchase(
        drop=Drop(address=FAN),
        phase=DropPhase(**terms),
        account=FAN,
        recipient=FAN,
        quantity=quantity,
        price=5,
        currency=currency,
        proof=Proof(quantity=3, price=5, siblings=[]),
        ticket=ticket,
    )
    return Situation(purchase, stock or Stock(100, 100, tiers=(TierStock(90, 0), TierStock(10, 10))), NOON)


TICKET = SignedTicket(phase=1, wallet=FAN, quantity=1, price=5, deadline=NOON, serial=1, signature="0x" + "11" * 65)
USDC = Currency(FAN, "USDC", 6, "USD Coin", "2", takes_authorizations=True)


@pytest.mark.parametrize(
    ("reason", "tried", "sentence"),
    [
        ("drop: sold out", situation(), "All 100 editions are collected. A holder may pass one on."),
        ("drop: sold out", situation(3), "Fewer than 3 of the 100 editions are left. Choose fewer."),
        (
            "drop: sold out",
            situation(stock=Stock(2**32 - 1, 7, cut_off=NOON)),
            "Collecting ended on 1 June 2026 at 12:00 UTC. A holder may pass an edition on.",
        ),
        ("drop: tier sold out", situation(), "All 10 editions of this tier are collected. Look at the others."),
        ("drop: tier sold out", situation(3), "Fewer than 3 of the 10 editions of this tier are left. Choose fewer."),
        ("drop: no such phase", situation(), "This drop has no phase 1. Load the page again and choose another."),
        (
            "drop: no such phase",
            situation(number=0),
            "This drop has no public sale. Load the page again and choose another.",
        ),
        ("drop: no such tier", situation(), "This drop has no phase 1. Load the page again and choose another."),
        (
            "drop: phase is for others",
            situation(root=FAN),
            "This phase is for the wallets on its list. Choose another phase.",
        ),
        (
            "drop: phase is for others",
            situation(signer=FAN),
            "This phase needs a ticket. Open the link the label sent you.",
        ),
        (
            "drop: phase is for others",
            situation(),
            "This phase is open to everyone. Collect in it without a ticket.",
        ),
        ("drop: not open yet", situation(), "The sale opens on 1 June 2026 at 12:00 UTC. Come back then."),
        (
            "drop: closed",
            situation(closes=NOON),
            "The sale closed on 1 June 2026 at 12:00 UTC. A holder may pass an edition on.",
        ),
        ("drop: closed", situation(), "The label has closed this drop for good. A holder may pass an edition on."),
        ("drop: paused", situation(), "The label has paused this sale. Look again later."),
        (
            "drop: wallet cap reached",
            situation(),
            "One wallet can collect 2 editions of this drop. Choose fewer, or another wallet.",
        ),
        ("drop: quantity is zero", situation(0), "0 editions cannot be minted at once. Choose fewer."),
        ("drop: more than 20 at once", situation(21), "21 editions cannot be minted at once. Choose fewer."),
        ("drop: wrong payment", situation(), "The price is not what this page shows. Load the page again."),
        (
            "drop: wrong payment",
            situation(currency=USDC),
            "The token refuses this payment: it does not pay in full. Load the page again and retry.",
        ),
        (
            "drop: payment refused",
            situation(currency=USDC),
            "The token refuses this payment: it gives no reason. Load the page again and retry.",
        ),
        ("drop: referrer is the buyer", situation(), "You cannot bring yourself. Open the drop's page without ?by=."),
        (
            "drop: recipient is zero address",
            situation(),
            f"Only 0x{'0' * 40} itself, or its delegate at delegate.xyz, can collect for it. Connect that wallet.",
        ),
        (
            "drop: receiver refused the edition",
            situation(),
            "This wallet is a contract that does not accept editions. Choose another wallet.",
        ),
        (
            "drop: not the wallet or its delegate",
            situation(),
            f"Only {FAN} itself, or its delegate at delegate.xyz, can collect for it. Connect that wallet.",
        ),
        (
            "drop: not on the list",
            situation(),
            f"{FAN} is not on the list of this phase. Choose another phase, or connect the wallet that is on it.",
        ),
        (
            "drop: allowance used up",
            situation(),
            "The list lets this wallet buy 3 editions altogether. Choose fewer, or another phase.",
        ),
        (
            "drop: ticket has expired",
            situation(ticket=TICKET),
            "This ticket was good until 1 June 2026 at 12:00 UTC. Ask the label for a new one.",
        ),
        (
            "drop: ticket was used or taken back",
            situation(ticket=TICKET),
            "This ticket was used or taken back. Ask the label for a new one.",
        ),
        *(
            (reason, situation(ticket=TICKET), FORGED)
            for reason in (
                "drop: ticket serial is too large",
                "drop: not the signer's ticket",
                "ecdsa: invalid signature",
                "ecdsa: invalid signature `s` value",
            )
        ),
        (
            "drop: not a clone",
            situation(),
            "The drop refuses this mint: this address sells nothing. Load the page again and retry.",
        ),
        (
            "drop: something new",
            situation(),
            "The drop refuses this mint: something new. Load the page again and retry.",
        ),
        ("", situation(), "The drop refuses this mint: it gives no reason. Load the page again and retry."),
        (
            "FiatTokenV2: account is frozen",
            situation(currency=USDC),
            "The token refuses this payment: account is frozen. Load the page again and retry.",
        ),
        (
            "ecdsa: invalid signature",
            situation(currency=USDC),
            "The token refuses this payment: invalid signature. Load the page again and retry.",
        ),
    ],
)
def test_explain_refusal__each_situation__says_what_to_do(reason, tried, sentence):
    assert explain_refusal(reason, tried).sentence == sentence
