"""End plays whose token leaves its holder, in the transaction that moves it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent
from backend.core.clock import Clock
from backend.holdings.readings import is_of_token
from backend.listening.leases import Token
from backend.listening.repository import PlayRepository


class PlaysProjection:
    """Revokes at the head; it stands behind the ledger, whose owners it relies on, and follows no contract."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def addresses(self, session: AsyncSession) -> set[str]:  # noqa: ARG002 - the protocol's signature
        """Follow nothing: plays stand on tokens that others follow."""
        return set()

    def discovered(self, event: ChainEvent) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Follow nothing new."""
        return None

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """End what plays on tokens that moved."""
        plays = PlayRepository(session)
        moves = [event for event in events if is_of_token(event)]
        # A label that is read from the start has moved tokens by the million and no listener.
        if moves and await plays.has_leases():
            await plays.end_moved({_read_token(event) for event in moves}, self._clock())

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """End plays that were granted by a block that is taken back; nothing that was ended comes back."""
        await PlayRepository(session).end_granted_above(above_block, self._clock())


def _read_token(event: ChainEvent) -> Token:
    *_, token_id = event.arguments.values()
    return event.address, token_id
