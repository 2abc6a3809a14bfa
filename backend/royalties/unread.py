"""Notice a label that was indexed before royalties were, and say what its operator does."""

import logging

from sqlalchemy.ext.asyncio import AsyncSession

from backend.royalties.repository import RoyaltyRepository

logger = logging.getLogger(__name__)
SPLITS_UNREAD = (
    "This label was indexed before royalties were: what its splits received is unknown. "
    "Start the worker once with --reindex."
)


async def list_split_troubles(session: AsyncSession) -> list[str]:
    """Say that the past of splits is unknown, or nothing."""
    return [SPLITS_UNREAD] if await RoyaltyRepository(session).misses_splits() else []


async def warn_of_unread_splits(session: AsyncSession) -> None:
    """Write the same into the log."""
    for trouble in await list_split_troubles(session):
        logger.warning(trouble)
