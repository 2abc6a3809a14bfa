"""Where a proposal stands at a time, as the governor itself would say. Pure: values in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backend.governance.models import Proposal, ProposalStep, StepKind

GRACE_SECONDS = 14 * 24 * 60 * 60
"""How long what was won waits to be queued, and what is due to be executed, before it expires."""
PERCENT = 100


class ProposalState(StrEnum):
    """Where a proposal stands; in the order of the governor's numbers."""

    PENDING = "pending"
    ACTIVE = "active"
    CANCELED = "canceled"
    DEFEATED = "defeated"
    SUCCEEDED = "succeeded"
    QUEUED = "queued"
    EXPIRED = "expired"
    EXECUTED = "executed"


@dataclass(frozen=True)
class Course:
    """What became of a proposal: until when people can vote, and when it may be executed once it is queued."""

    deadline: int
    eta: int | None = None
    canceled: ProposalStep | None = None
    executed: ProposalStep | None = None

    @classmethod
    def of(cls, proposal: Proposal, steps: Iterable[ProposalStep]) -> "Course":
        """Return the course of a proposal; `steps` may be of others too."""
        own = {step.kind: step for step in steps if step.proposal == proposal.id}
        extended, queued = own.get(StepKind.EXTENDED), own.get(StepKind.QUEUED)
        return cls(
            deadline=(extended.moment if extended else None) or proposal.deadline,
            eta=queued.moment if queued else None,
            canceled=own.get(StepKind.CANCELED),
            executed=own.get(StepKind.EXECUTED),
        )


def find_state(proposal: Proposal, course: Course, quorum: int, now: int) -> ProposalState:
    """Return where a proposal stands at a time in Unix seconds; `quorum` is that of its snapshot, in token units."""
    if course.executed:
        return ProposalState.EXECUTED
    if course.canceled:
        return ProposalState.CANCELED
    if course.eta is not None:
        return _unless_expired(ProposalState.QUEUED, course.eta, now)
    if now <= proposal.snapshot:
        return ProposalState.PENDING
    if now <= course.deadline:
        return ProposalState.ACTIVE
    won = _unless_expired(ProposalState.SUCCEEDED, course.deadline, now)
    return won if has_won(proposal, quorum) else ProposalState.DEFEATED


def has_won(proposal: Proposal, quorum: int) -> bool:
    """Tell whether more are for it than against it, and enough took part: abstentions count for that."""
    takes_part = proposal.votes_for + proposal.votes_abstain
    return proposal.votes_for > proposal.votes_against and takes_part >= quorum


def _unless_expired(state: ProposalState, since: int, now: int) -> ProposalState:
    return ProposalState.EXPIRED if now >= since + GRACE_SECONDS else state


@dataclass(frozen=True)
class QuorumHistory:
    """What fraction of the supply a vote needs: since when, in Unix seconds, how many percent; in the chain's order."""

    supply: int
    changes: Sequence[tuple[int, int]]

    def get_quorum(self, snapshot: int) -> int:
        """Return how many votes a proposal needs whose vote begins at a time."""
        percent = next((percent for since, percent in reversed(self.changes) if since <= snapshot), 0)
        return self.supply * percent // PERCENT
