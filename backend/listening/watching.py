"""End plays when the label changes its mind, in the transaction that says so."""

from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.clock import Clock
from backend.listening.repository import PlayRepository


class PlayEnder:
    """Ends what may go on no more; who may hear by the new gate begins anew without being asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def gate_changed(self, session: AsyncSession, slug: str) -> None:
        """End what was let in by a gate that a recording has no more."""
        await PlayRepository(session).end_of_other_gates(slug, self._clock())

    async def taken_back(self, session: AsyncSession, name: str, wallet: str) -> None:
        """End what an account plays by gates that name what a wallet of it has no more."""
        await PlayRepository(session).end_entitled(name, wallet, self._clock())
