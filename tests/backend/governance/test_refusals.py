"""Why governor and token refuse: what a proposal calls can say the same, and is not believed."""

import pytest
from eth_abi import encode
from eth_utils import keccak

from backend.chain.errors import Reverted
from backend.governance.errors import DeedRefused, ProposalElsewhere
from backend.governance.refusals import Attempt, Deed, ProposalAttempt, explain_refusal
from backend.governance.schemas import ProposalView
from tests.backend.governance.story import BEGINS, DAY, DJ, FAN

PROPOSAL = 7
STATE = "GovernorUnexpectedProposalState(uint256,uint8,bytes32)"
VOTED = "GovernorAlreadyCastVote(address)"


@pytest.fixture
def execution():
    times = {"begins_at": BEGINS, "ends_at": BEGINS + DAY, "executable_at": None}
    proposal = ProposalView.model_construct(id=PROPOSAL, title="A gift", proposer=DJ, **times)
    return ProposalAttempt(Deed.EXECUTE, FAN, proposal)


def refused(signature, *values):
    types = signature[signature.index("(") + 1 : -1].split(",")
    return Reverted("", keccak(text=signature)[:4] + encode(types, values))


def test_explain_refusal__of_the_proposal_itself__says_where_it_stands(execution):
    error = explain_refusal(refused(STATE, PROPOSAL, 7, b""), execution)

    assert (type(error), error.sentence) == (ProposalElsewhere, "“A gift” cannot be executed now: it is carried out.")


@pytest.mark.parametrize(
    "why",
    [refused(STATE, PROPOSAL + 1, 7, b""), refused(STATE, PROPOSAL, 200, b""), refused(VOTED, FAN), Reverted("")],
    ids=["of another proposal", "no state", "of a ballot", "nothing"],
)
def test_explain_refusal__by_what_is_called__is_not_taken_for_the_governors(execution, why):
    assert type(explain_refusal(why, execution)) is DeedRefused


def test_explain_refusal__in_words__repeats_them():
    error = explain_refusal(Reverted("token: no such checkpoint"), Attempt(Deed.DELEGATE, FAN))

    assert error.sentence == "The contract refuses this: token: no such checkpoint. Load the page again and retry."
