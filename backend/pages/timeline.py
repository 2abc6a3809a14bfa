"""The course of a proposal, step by step, with what is still to come. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from backend.governance.models import StepKind
from backend.governance.schemas import ProposalView, StepView
from backend.governance.states import ProposalState

TOLD = {
    StepKind.QUEUED: "Queued",
    StepKind.EXTENDED: "Voting was extended: enough took part only late",
    StepKind.CANCELED: "Canceled",
    StepKind.EXECUTED: "Executed",
}


@dataclass(frozen=True)
class Step:
    """What happened, or will, at a time in Unix seconds; what only time brings has no transaction."""

    words: str
    moment: int
    transaction: str | None = None
    transaction_url: str | None = None
    is_ahead: bool = False


def list_steps(proposal: ProposalView, now: int) -> list[Step]:
    """Return the steps of a proposal, the first first."""
    first = Step("Proposed", proposal.proposed_at, proposal.transaction, proposal.transaction_url)
    told = [_repeat(step) for step in proposal.steps]
    canceled = next((step.happened_at for step in proposal.steps if step.kind is StepKind.CANCELED), None)
    by_time = [step for step in _list_by_time(proposal, now) if canceled is None or step.moment < canceled]
    return sorted([first, *told, *by_time], key=lambda step: step.moment)


def _repeat(step: StepView) -> Step:
    return Step(TOLD[step.kind], step.happened_at, step.transaction, step.transaction_url)


def _list_by_time(proposal: ProposalView, now: int) -> Iterator[Step]:
    begins, ends = proposal.begins_at, proposal.ends_at
    yield Step("Voting begins" if now <= begins else "Voting began", begins, is_ahead=now <= begins)
    yield Step("Voting ends" if now <= ends else "Voting ended", ends, is_ahead=now <= ends)
    eta, expires = proposal.executable_at, proposal.expires_at
    if proposal.state is ProposalState.QUEUED and eta is not None:
        yield Step("Can be executed", eta, is_ahead=now < eta)
    if expires is not None:
        yield Step("Expires" if now < expires else "Expired", expires, is_ahead=now < expires)
