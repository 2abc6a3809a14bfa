"""Moving on what won, and canceling, with the one button of a proposal's page in a real browser."""

import pytest
from playwright.sync_api import expect

from backend.governance.states import ProposalState
from tests.backend.pages.assembly_desk import GOVERNOR, PRINTER, UNIT, create_proposal, create_settings

PHONE = {"width": 390, "height": 844}
ACTIVE = create_proposal()


def test_page__vote_ends_while_it_is_read__offers_what_comes_next(open_proposal, label):
    screen = open_proposal()
    screen.sees("Vote")

    won = create_proposal(ProposalState.SUCCEEDED, number=ACTIVE.id)
    label.fans.proposals = [won]
    screen.looks_again()

    screen.sees("Queue it")
    expect(screen.page.locator("#choices")).to_be_hidden()


def test_queue__anyone__sees_what_would_happen_and_queues(open_proposal, wallet, label):
    screen = open_proposal(ProposalState.SUCCEEDED)
    screen.reads("This would succeed.")
    screen.reads("It won. Queued, it waits 2 days before anyone can execute it.")

    screen.presses("Queue it")

    screen.sees("Waiting for the network")
    assert wallet.log.count("eth_sendTransaction") == 1
    label.fans.proposals = [create_proposal(ProposalState.QUEUED, number=create_proposal(ProposalState.SUCCEEDED).id)]
    label.box.confirms()
    screen.reads("Done. It waits now; then anyone can execute it.")


def test_queue__other_actions_are_prepared__no_wallet_is_asked(open_proposal, wallet, label):
    screen = open_proposal(ProposalState.SUCCEEDED)
    other = ACTIVE.actions[0].model_copy(update={"value_wei": 6 * UNIT})
    label.box.bend = {
        "data": label.box.prepare(
            "queue", {"account": PRINTER}, GOVERNOR, "queue", [other.target], [6], ["0x"], "0x" + "ab" * 32
        )["data"]
    }

    screen.presses("Queue it")

    screen.reads("This is not what this page shows.")
    assert "eth_sendTransaction" not in wallet.log


def test_execute__still_waiting__says_until_when(open_proposal):
    screen = open_proposal(ProposalState.QUEUED)

    expect(screen.primary).to_contain_text("Can be executed")
    expect(screen.primary).to_have_attribute("aria-disabled", "true")


def test_execute__due_and_bound_to_fail__is_warned_of(open_proposal, label):
    due = create_proposal(ProposalState.QUEUED, executable_at=ACTIVE.begins_at)
    label.fans.proposals, label.box.outcome = [due], "The treasury holds 3 POL only."

    screen = open_proposal(ProposalState.QUEUED)

    screen.sees("Execute it")
    screen.reads("The treasury holds 3 POL only.")


def test_cancel__stranger__is_not_offered(open_proposal):
    expect(open_proposal().page.get_by_text("Cancel this proposal")).to_be_hidden()


def test_cancel__guardian__can_until_it_is_done(open_proposal, wallet, label):
    label.fans.view.settings = create_settings(guardian=wallet.address)
    screen = open_proposal()

    screen.page.get_by_text("Cancel this proposal").click()
    screen.page.get_by_role("button", name="Cancel it for good").click()

    screen.sees("Waiting for the network")
    assert label.box.wishes == [("cancel", {"account": wallet.address.lower()})]


def test_cancel__while_something_is_under_way__is_off(open_proposal, wallet, label):
    label.fans.view.settings, label.box.is_open = create_settings(guardian=wallet.address), False
    screen = open_proposal()
    screen.page.get_by_text("Cancel this proposal").click()
    screen.page.get_by_role("radio", name="For").check()

    screen.presses("Vote for")

    screen.sees("Waiting for the network")
    expect(screen.page.get_by_role("button", name="Cancel it for good")).to_be_disabled()


@pytest.mark.parametrize(
    ("state", "is_offered"), [(ProposalState.PENDING, True), (ProposalState.ACTIVE, False)], ids=["before", "after"]
)
def test_cancel__proposer__only_before_the_vote_begins(open_proposal, wallet, label, state, is_offered):
    label.fans.proposals = [create_proposal(state, proposer=wallet.address)]

    screen = open_proposal(state)

    expect(screen.page.get_by_text("Cancel this proposal")).to_be_visible(visible=is_offered)


@pytest.mark.parametrize(
    "state", [ProposalState.PENDING, ProposalState.ACTIVE, ProposalState.SUCCEEDED, ProposalState.QUEUED]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_proposal_page__on_a_phone_with_a_wallet__is_accessible_and_fits(open_proposal, state, scheme):
    screen = open_proposal(state, color_scheme=scheme, viewport=PHONE)

    screen.is_accessible()
    screen.fits()
