"""Voting on a proposal in a real browser."""

import pytest
from playwright.sync_api import expect

from backend.governance.states import ProposalState
from tests.backend.pages.assembly_desk import PRINTER, UNIT, create_proposal
from tests.backend.pages.ballot_box import create_own_ballot

ACTIVE = create_proposal()


def test_vote__anonymous__connects_first(visit, wallet):
    screen = visit(wallet, path=f"/governance/{ACTIVE.id}")

    screen.presses("Connect wallet")

    screen.reads("You have 120 votes here. Choose above.")


@pytest.mark.parametrize(
    ("choice", "support", "label_of_it"),
    [("For", 1, "Vote for"), ("Against", 0, "Vote against"), ("Abstain", 2, "Abstain")],
)
def test_vote__each_choice__is_signed_and_brought(open_proposal, wallet, label, choice, support, label_of_it):
    screen = open_proposal()
    screen.page.get_by_role("radio", name=choice).check()

    screen.presses(f"{label_of_it}, without a network fee")

    screen.sees("Waiting for the network")
    ((kind, wish),) = label.box.wishes
    assert (kind, wish["support"], wish["proposal"]) == ("ballots", support, str(ACTIVE.id))
    assert "eth_sendTransaction" not in wallet.log


def test_vote__brought_and_counted__shows_ones_ballot(open_proposal, label):
    screen = open_proposal()
    screen.page.get_by_role("radio", name="For").check()
    screen.page.get_by_label("Why, if you like.").fill("He has waited long enough 🎧")
    screen.presses("Vote for, without a network fee")
    screen.sees("Waiting for the network")
    assert label.box.wishes[0][1]["reason"] == "He has waited long enough 🎧"

    label.box.confirms(ballot=create_own_ballot())

    screen.reads("You voted for, with 120 votes.")
    screen.reads("Done. The bars count your vote.")
    expect(screen.primary).to_be_hidden()
    expect(screen.page.locator("#choices")).to_be_hidden()


def test_vote__by_a_transaction__sends_exactly_that(open_proposal, wallet, label):
    screen = open_proposal()
    screen.page.get_by_role("radio", name="Against").check()
    screen.page.get_by_label("Why, if you like.").fill("Too dear")

    screen.page.get_by_role("button", name="Send it myself, for the network fee").click()

    screen.sees("Waiting for the network")
    wish = {"account": wallet.address.lower(), "proposal": str(ACTIVE.id), "support": 0, "reason": "Too dear"}
    assert label.box.wishes == [("vote", wish)]
    assert wallet.log.count("eth_sendTransaction") == 1


@pytest.mark.parametrize(
    ("kind", "bend"),
    [
        ("message", {"support": 0}),
        ("message", {"proposalId": "1"}),
        ("domain", {"verifyingContract": PRINTER}),
        ("domain", {"chainId": 1}),
    ],
    ids=["other choice", "other proposal", "other contract", "other chain"],
)
def test_vote__something_else_is_drafted__no_wallet_is_asked(open_proposal, wallet, label, kind, bend):
    label.box.bend_draft = lambda typed: typed[kind].update(bend)
    screen = open_proposal()
    screen.page.get_by_role("radio", name="For").check()

    screen.presses("Vote for, without a network fee")

    screen.reads("This is not what this page shows.")
    assert "eth_signTypedData_v4" not in wallet.log


@pytest.mark.parametrize(
    "bend",
    [{"to": PRINTER}, {"value": "0x1"}, {"chain_id": "0x1"}, {"data": "0x5678138800"}],
    ids=lambda bend: next(iter(bend)),
)
def test_vote__something_else_is_prepared__no_wallet_is_asked(open_proposal, wallet, label, bend):
    label.box.is_open, label.box.bend = False, bend
    screen = open_proposal()
    screen.page.get_by_role("radio", name="For").check()

    screen.presses("Vote for")

    screen.reads("This is not what this page shows.")
    assert "eth_sendTransaction" not in wallet.log


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"delegate": None}, "nobody voted with your fan tokens: they do not vote until you say who votes with them."),
        ({"delegate": "self"}, "You have votes now, but had none when this vote began"),
        ({"delegate": PRINTER}, f"{PRINTER[:6]}…{PRINTER[-4:]} votes with your fan tokens."),
        ({"balance": 0}, "This wallet had no fan tokens when this vote began"),
    ],
    ids=["undelegated", "delegated later", "delegated to another", "no tokens"],
)
def test_vote__no_votes_when_it_began__says_why(open_proposal, label, changes, words):
    label.box.weight = 0
    for name, value in changes.items():
        setattr(label.box, name, value)

    screen = open_proposal()

    screen.sees("No votes here")
    screen.reads(words)


def test_vote__clock_is_ahead_of_the_chain__looks_again(open_proposal, label):
    label.box.weight = None
    screen = open_proposal()

    screen.reads("The vote has only just begun.")
    label.box.weight = 7 * UNIT
    screen.presses("Look again")

    screen.reads("You have 7 votes here. Choose above.")


def test_vote__not_begun__says_when_and_with_how_many(open_proposal, label):
    label.box.weight = None

    screen = open_proposal(ProposalState.PENDING)

    screen.reads("You have 120 votes now. What you have at that moment counts.")
    expect(screen.primary).to_contain_text("Voting begins")
    expect(screen.page.locator("#choices")).to_be_hidden()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ProposalState.DEFEATED, "Voting is over: this wallet did not vote."),
        (ProposalState.CANCELED, "It was canceled: this wallet did not vote."),
    ],
)
def test_vote__over__says_so(open_proposal, state, words):
    screen = open_proposal(state)

    screen.reads(words)
    expect(screen.primary).to_be_hidden()


@pytest.mark.parametrize(
    ("delegate", "words"),
    [
        (None, "Nobody votes with your fan tokens."),
        (PRINTER, f"{PRINTER[:6]}…{PRINTER[-4:]} votes with your fan tokens."),
    ],
    ids=["nobody", "another"],
)
def test_vote__not_begun_and_no_votes__says_how_to_have_some(open_proposal, label, delegate, words):
    label.box.delegate, label.box.weight = delegate, None

    open_proposal(ProposalState.PENDING).reads(
        f"You have no votes now. {words} Change that on the page of all proposals"
    )


def test_vote__voted_from_elsewhere_meanwhile__shows_that_ballot(open_proposal, label):
    said = "You have voted by yourself meanwhile."
    label.box.relayed = {"state": "failed", "sentence": said, "is_counted": False}
    screen = open_proposal()
    screen.page.get_by_role("radio", name="For").check()
    label.box.ballot = create_own_ballot(0)

    screen.presses("Vote for, without a network fee")

    screen.reads(said)
    screen.reads("You voted against, with 120 votes.")


def test_vote__wallet_is_open__says_what_it_costs(open_proposal, wallet, label):
    label.box.is_open = False
    screen = open_proposal()
    notes, answer = [], wallet.answer

    def read_and_answer(method, params):
        if method == "eth_sendTransaction":
            notes.append(screen.page.locator("#note").inner_text())
        return answer(method, params)

    wallet.answer = read_and_answer
    screen.page.get_by_role("radio", name="For").check()
    screen.presses("Vote for")

    screen.sees("Waiting for the network")
    assert notes == [
        "This does what you chose. The network fee is about 0.006 POL, and nothing else leaves your wallet."
    ]


def test_vote__over_and_voted__says_what(open_proposal, label):
    label.box.ballot = create_own_ballot(2, UNIT)

    open_proposal(ProposalState.EXECUTED).reads("You abstained, with 1 vote.")


def test_vote__reason_too_long__is_not_sent(open_proposal):
    screen = open_proposal()
    screen.page.get_by_role("radio", name="For").check()

    screen.page.get_by_label("Why, if you like.").fill("é" * 600)

    screen.reads("Your reason is 176 bytes too long.")


def test_page__a_block_comes__shows_new_bars_and_keeps_what_is_written(open_proposal, label):
    screen = open_proposal()
    screen.page.get_by_role("radio", name="For").check()
    screen.page.get_by_label("Why, if you like.").fill("Because")
    screen.page.get_by_text("The numbers").click()
    tally = ACTIVE.tally.model_copy(update={"votes_for": 77_777 * UNIT})

    label.fans.proposals = [ACTIVE.model_copy(update={"tally": tally})]
    screen.looks_again()

    screen.reads("77,777")
    expect(screen.page.get_by_role("table")).to_be_visible()
    expect(screen.page.get_by_label("Why, if you like.")).to_have_value("Because")
    screen.sees("Vote for, without a network fee")


def test_vote__reloaded_while_a_transaction_is_on_its_way__goes_on(open_proposal, label):
    label.box.is_open = False
    screen = open_proposal()
    screen.page.get_by_role("radio", name="For").check()
    screen.presses("Vote for")
    screen.sees("Waiting for the network")

    screen.page.reload()

    screen.sees("Waiting for the network")
    label.box.confirms(ballot=create_own_ballot())
    screen.reads("You voted for, with 120 votes.")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("failed", "The network refused it. Nothing changed"),
        ("replaced", "Your wallet sent another transaction in its place."),
    ],
)
def test_vote__did_not_come_through__says_so(open_proposal, label, state, words):
    label.box.is_open = False
    label.box.progress = label.box.progress | {"state": state}
    screen = open_proposal()
    screen.page.get_by_role("radio", name="For").check()

    screen.presses("Vote for")

    screen.reads(words)
    screen.sees("Vote for")


def test_vote__another_account_in_the_wallet__is_looked_up_anew(open_proposal, wallet, label):
    screen = open_proposal()
    screen.reads("You have 120 votes here.")

    label.box.weight = 5 * UNIT
    wallet.emit(screen.page, "accountsChanged", [PRINTER])

    screen.reads("You have 5 votes here.")
