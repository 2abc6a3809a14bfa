"""All SQL about moves."""

from sqlalchemy import delete, exists, func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.pinning.copies import KnownCopy, known_copy
from backend.pinning.models import Copy, Move, Pin
from backend.places.place import CopyStatus


class MoveRepository:
    """Reads and writes which places are left for which."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_moves(self) -> list[Move]:
        """Return every move, the oldest first."""
        return list((await self._session.execute(select(Move).order_by(col(Move.asked_at)))).scalars())

    async def count_copies(self, place: str) -> int:
        """Count the objects that are at a place, or were to be."""
        statement = select(func.count()).where(col(Copy.place) == place)
        return (await self._session.execute(statement)).scalar_one()

    async def save(self, move: Move) -> None:
        """Insert or replace a move."""
        await self._session.merge(move)

    async def cancel(self, source: str) -> None:
        """Let a place have copies again."""
        await self._session.execute(delete(Move).where(col(Move.source) == source))

    async def list_ready(self, move: Move) -> list[KnownCopy]:
        """Return the copies that may leave and were not told so."""
        well = (
            exists()
            .where(col(Copy.cid) == Pin.cid, col(Copy.place) == move.destination, col(Copy.problem).is_(None))
            .where(col(Copy.status) == CopyStatus.PINNED, col(Copy.proven_at).is_not(None))
        )
        replaced = select(Pin.cid).where(well)
        statement = select(Copy).where(
            col(Copy.place) == move.source, col(Copy.due_at).is_(None), col(Copy.cid).in_(replaced)
        )
        return [known_copy(copy) for copy in (await self._session.execute(statement)).scalars()]
