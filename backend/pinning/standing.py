"""Where a copy stands, what it needs next, and what the answers to that make of it. Values in, value out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from backend.places.place import CopyStatus, Report

SOONEST = timedelta(minutes=1)
LATEST = timedelta(hours=6)
# How long a copy that is to leave waits for the one that replaces it.
PATIENCE = timedelta(minutes=10)
# Services queue for seconds to hours; what is under way for longer than this was forgotten there.
STUCK_AFTER = timedelta(hours=6)
# Half an hour of trying.
LONG_ATTEMPTS = 6
UNDER_WAY = (CopyStatus.QUEUED, CopyStatus.PINNING)


class Task(Enum):
    """What is to be done about a copy."""

    PIN = auto()  # bring it there
    ASK = auto()  # ask the place how far it is
    PROVE = auto()  # fetch some of it back
    LEAVE = auto()  # remove it from the place
    WAIT = auto()  # nothing: the place is being left, and what replaces the copy is not proven


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is known of a copy; it is due once `due_at` has come, and well when nothing is left to do."""

    status: CopyStatus
    since: datetime
    attempts: int = 0
    due_at: datetime | None = None
    problem: str | None = None
    proven_at: datetime | None = None
    reference: str | None = None

    @property
    def counts(self) -> bool:
        """Whether the place has the object as far as anybody knows."""
        return self.status is CopyStatus.PINNED and self.problem is None

    @property
    def is_well(self) -> bool:
        """Whether the place has the object and gave some of it back."""
        return self.counts and self.proven_at is not None

    @property
    def is_tried(self) -> bool:
        """Whether it is known if the place has the object again: what was just brought is proven next."""
        is_brought = self.counts and self.proven_at is None
        return self.status is not CopyStatus.LOST and not is_brought

    @property
    def is_asked(self) -> bool:
        """Whether the place itself is at work."""
        return self.status in UNDER_WAY and self.reference is not None

    @property
    def needs_help(self) -> bool:
        """Whether it is time to tell the operator that this does not get well by itself."""
        return self.problem is not None and self.attempts >= LONG_ATTEMPTS


def choose_task(standing: Standing, *, is_leaving: bool, is_replaced: bool) -> Task:
    """Say what a due copy needs; one at a place that is left goes as soon as it `is_replaced`."""
    if is_leaving:
        return Task.LEAVE if is_replaced else Task.WAIT
    if standing.status is CopyStatus.PINNED:
        return Task.PROVE
    return Task.ASK if standing.is_asked else Task.PIN


def request(now: datetime) -> Standing:
    """Return the standing of a copy that is wanted and not there."""
    return Standing(CopyStatus.QUEUED, since=now, due_at=now)


def begin(standing: Standing, now: datetime) -> Standing:
    """Show that a new copy is being brought; what failed or was lost stays so until it is there."""
    is_new = standing.status is CopyStatus.QUEUED and not standing.is_asked
    return _become(standing, CopyStatus.PINNING, now) if is_new else standing


def follow(standing: Standing, report: Report, now: datetime) -> Standing:
    """Take over what the place says."""
    said = replace(
        _become(standing, report.status, now), reference=report.reference or standing.reference, problem=report.problem
    )
    if report.status is CopyStatus.PINNED:
        # Whoever brought it proves it at once; should that be cut off, somebody else does.
        return replace(said, due_at=now + SOONEST, attempts=standing.attempts + 1, proven_at=None, problem=None)
    if is_stuck(said, now):
        hours = int((now - said.since) / timedelta(hours=1))
        said = replace(said, problem=f"It has been {said.status} for {hours} hours and was asked for again.")
    return _retry(said, now)


def prove(standing: Standing, now: datetime) -> Standing:
    """Note that blocks came back from the place and hash to their addresses."""
    proven = _become(standing, CopyStatus.PINNED, now)
    return replace(proven, attempts=0, due_at=None, problem=None, proven_at=now)


def doubt(standing: Standing, problem: str, now: datetime, pause_seconds: float | None = None) -> Standing:
    """Note that the place could not be asked or refused: what it had it may still have; it is asked again later."""
    keeps = standing.status is CopyStatus.PINNED or standing.is_asked
    doubted = standing if keeps else _become(standing, CopyStatus.FAILED, now)
    pause = timedelta(seconds=pause_seconds or 0)
    return _retry(replace(doubted, problem=problem), now, pause)


def lose(standing: Standing, problem: str, now: datetime) -> Standing:
    """Note that the place does not have the object: at once brought again, later when that was its word only."""
    lost = replace(_become(standing, CopyStatus.LOST, now), problem=problem, proven_at=None)
    had_it = standing.proven_at is not None or standing.attempts == 0
    return replace(lost, attempts=1, due_at=now) if had_it else _retry(lost, now)


def wait(standing: Standing, now: datetime) -> Standing:
    """Note that a copy that is to leave may not leave yet."""
    return replace(standing, due_at=now + PATIENCE)


def is_stuck(standing: Standing, now: datetime) -> bool:
    """Tell whether the place has been at work for so long that it is asked again."""
    return standing.is_asked and now - standing.since >= STUCK_AFTER


def _become(standing: Standing, status: CopyStatus, now: datetime) -> Standing:
    return standing if standing.status is status else replace(standing, status=status, since=now)


def _retry(standing: Standing, now: datetime, pause: timedelta = timedelta()) -> Standing:
    # The exponent is bounded: a thousand attempts later two to their power is no duration any more.
    backoff = min(SOONEST * 2 ** min(standing.attempts, 10), LATEST)
    return replace(standing, attempts=standing.attempts + 1, due_at=now + max(backoff, pause))
