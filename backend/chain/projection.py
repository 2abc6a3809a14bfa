"""What a domain gives the indexer so that its rows follow the chain."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent


class Projection(Protocol):
    """Turns events into rows; every projection is given all events and picks its own by name and address."""

    async def addresses(self, session: AsyncSession) -> set[str]:
        """Return the contracts to follow, as known so far."""

    def discovered(self, event: ChainEvent) -> str | None:
        """Return a contract to follow from this event on, if the event created one."""

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """Write what the events of some blocks mean, in chain order; writing them twice changes nothing."""

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Take back everything that came from blocks above `above_block`."""
