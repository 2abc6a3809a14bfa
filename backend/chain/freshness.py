"""How much of the chain the index has seen, and how long ago."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.repository import NOTHING_FINAL, ChainRepository


@dataclass(frozen=True, slots=True)
class Freshness:
    """Where the index stands; it is stale when it was not at the head for longer than it may.

    `problem` is the sentence of what keeps it from going on, if anything does.
    """

    indexed_block: int | None
    finalized_block: int
    head_block: int | None
    age_seconds: float | None
    is_stale: bool
    problem: str | None = None
    head_timestamp: int | None = None


async def find_freshness(session: AsyncSession, now: datetime, staleness_seconds: int) -> Freshness:
    """Return where the index stands; before the first block it is stale and has nothing."""
    cursor = await ChainRepository(session).find_cursor()
    if cursor is None:
        return Freshness(None, NOTHING_FINAL, None, None, is_stale=True)
    age_seconds = (now - cursor.seen_at).total_seconds() if cursor.seen_at else None
    return Freshness(
        indexed_block=cursor.number,
        finalized_block=cursor.finalized_number,
        head_block=cursor.head_number,
        age_seconds=age_seconds,
        is_stale=is_stale(cursor.seen_at, now, staleness_seconds),
        problem=cursor.problem,
        head_timestamp=cursor.head_timestamp,
    )


def is_stale(seen_at: datetime | None, now: datetime, staleness_seconds: int) -> bool:
    """Tell whether the index was not at the head, which it last was at `seen_at`, for longer than it may."""
    return seen_at is None or (now - seen_at).total_seconds() > staleness_seconds
