import pytest

from backend.governance.models import StepKind
from backend.governance.states import ProposalState
from backend.pages.timeline import list_steps
from tests.backend.pages.assembly_desk import DAY, NOON, TOLD, create_proposal, create_step

EXPECTED = {
    ProposalState.PENDING: ["Proposed", "+Voting begins", "+Voting ends"],
    ProposalState.ACTIVE: ["Proposed", "Voting began", "+Voting ends"],
    ProposalState.CANCELED: ["Proposed", "Canceled"],
    ProposalState.DEFEATED: ["Proposed", "Voting began", "Voting ended"],
    ProposalState.SUCCEEDED: ["Proposed", "Voting began", "Voting ended", "+Expires"],
    ProposalState.QUEUED: ["Proposed", "Voting began", "Voting ended", "Queued", "+Can be executed", "+Expires"],
    ProposalState.EXPIRED: ["Proposed", "Voting began", "Voting ended", "Queued", "Expired"],
    ProposalState.EXECUTED: ["Proposed", "Voting began", "Voting ended", "Queued", "Executed"],
}


@pytest.mark.parametrize("state", ProposalState)
def test_list_steps__each_state__tells_what_was_and_what_comes(state):
    steps = list_steps(create_proposal(state), NOON)

    assert [f"{'+' if step.is_ahead else ''}{step.words}" for step in steps] == EXPECTED[state]


def test_list_steps__what_a_transaction_did__names_it():
    steps = list_steps(create_proposal(ProposalState.QUEUED), NOON)

    assert [step.words for step in steps if step.transaction == TOLD] == ["Proposed", "Queued"]


def test_list_steps__extended_vote__says_why_it_goes_on():
    extended = create_step(StepKind.EXTENDED, NOON - 60, NOON + DAY)

    steps = list_steps(create_proposal(steps=[extended], ends_at=NOON + DAY), NOON)

    assert steps[2].words == "Voting was extended: enough took part only late"
    assert steps[3].moment == NOON + DAY
