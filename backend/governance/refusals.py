"""Say in a plain sentence why governor or token would refuse what a fan does.

They refuse in OpenZeppelin's words, which are no part of their interfaces: Vyper cannot declare them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from backend.chain.errors import Reverted
from backend.chain.reverts import CustomError, read_custom_error
from backend.core.clock import write_moment
from backend.core.errors import HecticError
from backend.governance.amounts import write_votes
from backend.governance.errors import (
    AlreadyVoted,
    CancelForbidden,
    DeedRefused,
    ProposalElsewhere,
    ProposalMissing,
    ProposedAlready,
    ProposerOther,
    ProposerWithoutVotes,
)
from backend.governance.schemas import ProposalView
from backend.governance.states import ProposalState
from backend.holdings.balances import NOBODY

STATES = tuple(ProposalState)


class Deed(StrEnum):
    """What is done to a proposal, as it is told; or to one's own votes."""

    VOTE = "voted on"
    DELEGATE = "delegated"
    PROPOSE = "proposed"
    QUEUE = "queued"
    EXECUTE = "executed"
    CANCEL = "canceled"


@dataclass(frozen=True)
class Attempt:
    """What was tried, and by whom."""

    deed: Deed
    account: str


@dataclass(frozen=True)
class ProposalAttempt(Attempt):
    """What was tried with a proposal, and who could cancel it as the guardian."""

    proposal: ProposalView
    guardian: str = NOBODY


def explain_refusal(refused: Reverted, attempt: Attempt) -> HecticError:
    """Return the error for a refusal of the governor or the fan token."""
    found = read_custom_error(refused.data, SENTENCES)
    if found is None or _is_of_an_action(found, attempt):
        return DeedRefused(refused.reason)
    return SENTENCES[found.signature](attempt, *found.values)


def _is_of_an_action(found: CustomError, attempt: Attempt) -> bool:
    """Tell whether not the governor refused but what it called, which can say the same of another proposal."""
    if not isinstance(attempt, ProposalAttempt) or attempt.deed is not Deed.EXECUTE:
        return False
    return found.values[:1] != (attempt.proposal.id,)


def _explain_state(attempt: Attempt, proposal_id: int, state: int, _expected: bytes) -> HecticError:
    if not isinstance(attempt, ProposalAttempt):
        return ProposedAlready(proposal_id)
    if state >= len(STATES):
        return DeedRefused("")  # whoever is called may say anything
    return ProposalElsewhere(attempt.deed, attempt.proposal.title, _STANDINGS[STATES[state]](attempt.proposal))


def _explain_haste(attempt: ProposalAttempt, _: int, eta: int) -> HecticError:
    wait = f"it waits until {write_moment(eta)}. Come back then."
    return ProposalElsewhere(attempt.deed, attempt.proposal.title, wait)


def _explain_cancel(attempt: ProposalAttempt, *_: object) -> HecticError:
    guardian = None if attempt.guardian == NOBODY else attempt.guardian
    return CancelForbidden(attempt.account, attempt.proposal.proposer, guardian)


_STANDINGS: Mapping[ProposalState, Callable[[ProposalView], str]] = {
    ProposalState.PENDING: lambda proposal: f"its vote begins on {write_moment(proposal.begins_at)}. Come back then.",
    ProposalState.ACTIVE: lambda proposal: f"people can vote until {write_moment(proposal.ends_at)}.",
    ProposalState.CANCELED: lambda _: "it was canceled. Propose it anew, with another title or text.",
    ProposalState.DEFEATED: lambda proposal: f"it did not win the vote that ended on {write_moment(proposal.ends_at)}.",
    ProposalState.SUCCEEDED: lambda _: "it has won its vote. Queue it next: anyone can.",
    ProposalState.QUEUED: lambda _: "it has won its vote and is queued. Anyone can execute it once it has waited.",
    ProposalState.EXPIRED: lambda _: "it won, and nobody carried it out in time. Propose it anew, in other words.",
    ProposalState.EXECUTED: lambda _: "it is carried out.",
}
SENTENCES: Mapping[str, Callable[..., HecticError]] = {
    "GovernorUnexpectedProposalState(uint256,uint8,bytes32)": _explain_state,
    "GovernorNonexistentProposal(uint256)": lambda _, proposal_id: ProposalMissing(proposal_id),
    "GovernorUnmetDelay(uint256,uint256)": _explain_haste,
    "GovernorUnableToCancel(uint256,address)": _explain_cancel,
    "GovernorInsufficientProposerVotes(address,uint256,uint256)": lambda attempt, _, votes, needed: (
        ProposerWithoutVotes(attempt.account, write_votes(votes), write_votes(needed))
    ),
    "GovernorRestrictedProposer(address)": lambda attempt, _: ProposerOther(attempt.account),
    "GovernorAlreadyCastVote(address)": lambda attempt, _: AlreadyVoted(attempt.account),
}
