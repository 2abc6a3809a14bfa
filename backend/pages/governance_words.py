"""Say where a proposal stands, what happens next and what the rules are. Pure: values in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.governance.actions import write_duration
from backend.governance.models import Support
from backend.governance.schemas import ProposalSummary, SettingsView
from backend.governance.states import ProposalState

CHOICES = {Support.FOR: "For", Support.AGAINST: "Against", Support.ABSTAIN: "Abstain"}


@dataclass(frozen=True)
class Moment:
    """A time in a sentence, in Unix seconds."""

    seconds: int


Words = Sequence[str | Moment]
"""A sentence in parts: the times in it are written in the zone of whoever reads them."""


def tell_course(proposal: ProposalSummary, settings: SettingsView | None) -> Words:
    """Return where a proposal stands, what happens next and when."""
    return _COURSES[proposal.state](proposal, settings)


@dataclass(frozen=True)
class Wait:
    """Until when something lasts, and what it is: "to vote"."""

    until: int
    words: str


def find_wait(proposal: ProposalSummary, now: int) -> Wait | None:
    """Return what a proposal waits for, or `None` when it waits for nothing any more."""
    match proposal.state:
        case ProposalState.PENDING:
            return Wait(proposal.begins_at, "until people can vote")
        case ProposalState.ACTIVE:
            return Wait(proposal.ends_at, "left to vote")
        case ProposalState.QUEUED if proposal.executable_at and now < proposal.executable_at:
            return Wait(proposal.executable_at, "until it can be executed")
        case ProposalState.SUCCEEDED | ProposalState.QUEUED if proposal.expires_at:
            return Wait(proposal.expires_at, f"left to {'execute' if proposal.executable_at else 'queue'} it")
    return None


def list_rules(settings: SettingsView, proposer: str, quorum: str) -> list[str]:
    """Return the rules that votes follow; `proposer` is who can propose, `quorum` is in votes."""
    begins = _after(settings.voting_delay_seconds)
    lasts = write_duration(settings.voting_period_seconds)
    share = f"{settings.quorum_percent} % of all fan tokens, {quorum} now,"
    late = settings.late_extension_seconds
    extension = f"When so many take part only late, the vote goes on for up to {write_duration(late)}."
    return [
        f"{proposer} can propose something.",
        f"The vote begins {begins} and lasts {lasts}; each vote weighs what it did when the vote began.",
        f"A proposal wins when more are for it than against it, and at least {share} vote for or abstain.",
        *([extension] if late else []),
        f"What won is queued by anyone, and executed by anyone {_after(settings.execution_delay_seconds)}.",
    ]


def tell_guardian(settings: SettingsView) -> str:
    """Say what the guardian can do, up to the address that ends the sentence."""
    if settings.guardian is None:
        return "There is no guardian: only its proposer can take a proposal back, before the vote begins."
    return (
        "A guardian can cancel what has not been done yet, except a proposal that only changes the guardian; it can "
        "propose, vote and spend no more than anyone. It is"
    )


def _tell_pending(proposal: ProposalSummary, _settings: SettingsView | None) -> Words:
    lasts = write_duration(proposal.ends_at - proposal.begins_at)
    return ("Voting begins ", Moment(proposal.begins_at), f" and lasts {lasts}. Votes count as they are then.")


def _tell_active(proposal: ProposalSummary, settings: SettingsView | None) -> Words:
    return ("Voting ends ", Moment(proposal.ends_at), f". If it wins, {_tell_execution(settings)}.")


def _tell_canceled(_proposal: ProposalSummary, _settings: SettingsView | None) -> Words:
    return ("It was taken back. Nothing happens.",)


def _tell_defeated(proposal: ProposalSummary, _settings: SettingsView | None) -> Words:
    tally = proposal.tally
    if tally.is_quorum_reached:
        why = "It lost: no more were for it than against it."
    else:
        why = "It lost: too few voted for or abstained."
    return ("Voting ended ", Moment(proposal.ends_at), f". {why} Nothing happens.")


def _tell_succeeded(proposal: ProposalSummary, settings: SettingsView | None) -> Words:
    start = f"It won: {_tell_execution(settings)}."
    return (start,) if proposal.expires_at is None else (start, " It expires ", Moment(proposal.expires_at), ".")


def _tell_queued(proposal: ProposalSummary, _settings: SettingsView | None) -> Words:
    if proposal.executable_at is None or proposal.expires_at is None:
        return ("It won and waits to be executed.",)
    opens, expires = Moment(proposal.executable_at), Moment(proposal.expires_at)
    return ("It won. Anyone can execute it from ", opens, " on, until it expires ", expires, ".")


def _tell_expired(proposal: ProposalSummary, _settings: SettingsView | None) -> Words:
    undone = "executed" if proposal.executable_at else "queued"
    if proposal.expires_at is None:
        return (f"It won, but nobody {undone} it in time. Nothing happens.",)
    return (f"It won, but nobody {undone} it until ", Moment(proposal.expires_at), ". Nothing happens.")


def _tell_executed(_proposal: ProposalSummary, _settings: SettingsView | None) -> Words:
    return ("It won, and what it says was done.",)


_COURSES = {
    ProposalState.PENDING: _tell_pending,
    ProposalState.ACTIVE: _tell_active,
    ProposalState.CANCELED: _tell_canceled,
    ProposalState.DEFEATED: _tell_defeated,
    ProposalState.SUCCEEDED: _tell_succeeded,
    ProposalState.QUEUED: _tell_queued,
    ProposalState.EXPIRED: _tell_expired,
    ProposalState.EXECUTED: _tell_executed,
}


def _tell_execution(settings: SettingsView | None) -> str:
    when = _after(settings.execution_delay_seconds) if settings else "after a while"
    return f"anyone can queue it, and execute it {when}"


def _after(seconds: int) -> str:
    return f"{write_duration(seconds)} later" if seconds else "at once"
