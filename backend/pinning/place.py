"""What is asked of a place that keeps copies, and what it answers."""

from dataclasses import dataclass
from enum import StrEnum


class CopyStatus(StrEnum):
    """Where a copy of an object stands at one place."""

    QUEUED = "queued"
    PINNING = "pinning"
    PINNED = "pinned"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Report:
    """What a place says of one object; `reference` is the place's own name of the request."""

    status: CopyStatus
    problem: str | None = None
    reference: str | None = None
