"""All SQL of the indexer."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.chain.errors import CursorMoved
from backend.chain.events import Header
from backend.chain.models import Cursor, FollowedContract, IndexedBlock

NOTHING_FINAL = -1
UNSYNCHRONISED = {"synchronize_session": False}


class ChainRepository:
    """Reads and moves the cursor and its window of blocks."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_cursor(self) -> Cursor | None:
        """Return how far the chain is indexed, or `None` before the first block."""
        return (await self._session.execute(select(Cursor))).scalar_one_or_none()

    async def finalized_number(self) -> int:
        """Return the number of the newest final block, or -1 before anything is indexed."""
        cursor = await self.find_cursor()
        return cursor.finalized_number if cursor else NOTHING_FINAL

    async def find_block_hash(self, number: int) -> str | None:
        """Return the hash of an indexed block, or `None` outside the window."""
        statement = select(IndexedBlock.hash).where(IndexedBlock.number == number)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def list_blocks(self, highest: int) -> list[Header]:
        """Return the window's blocks up to `highest`, the newest first."""
        statement = select(IndexedBlock).where(IndexedBlock.number <= highest).order_by(col(IndexedBlock.number).desc())
        blocks = (await self._session.execute(statement)).scalars()
        return [Header(number=block.number, hash=block.hash, parent_hash=block.parent_hash) for block in blocks]

    def begin(self, block: Header, finalized: Header) -> None:
        """Set the cursor for the first time, on the block before the first one to index."""
        self._session.add(_indexed(block))
        self._session.add(
            Cursor(
                number=block.number,
                hash=block.hash,
                finalized_number=finalized.number,
                finalized_hash=finalized.hash,
            )
        )

    async def advance(self, seen: Cursor, block: Header, finalized: Header) -> None:
        """Move the cursor up to `block` and forget blocks that can no longer be replaced."""
        await self._move(seen, block, finalized)
        if block.number > seen.number:
            self._session.add(_indexed(block))
            await self._session.flush()
        await self._prune(finalized.number)

    async def note_head(self, head: Header, now: datetime) -> None:
        """Note that the index is at the head now, and that nothing keeps it from going on."""
        await self._update(head_number=head.number, head_timestamp=head.timestamp, seen_at=now, problem=None)

    async def note_problem(self, sentence: str) -> None:
        """Note what keeps the index from going on."""
        await self._update(problem=sentence)

    async def rewind(self, seen: Cursor, block: Header) -> None:
        """Move the cursor down to `block` and forget the blocks above it."""
        finalized = Header(number=seen.finalized_number, hash=seen.finalized_hash, parent_hash="")
        await self._move(seen, block, finalized)
        await self._session.execute(delete(IndexedBlock).where(col(IndexedBlock.number) > block.number))

    async def forget(self, seen: Cursor) -> None:
        """Delete cursor and window: no indexed block is part of the chain any more."""
        deleted = await self._session.execute(delete(Cursor).where(*_is(seen)).returning(col(Cursor.id)))
        if deleted.scalar_one_or_none() is None:
            raise CursorMoved(seen.number)
        await self._session.execute(delete(IndexedBlock))
        unread = {"read_to": None, "has_caught_up": False}
        await self._session.execute(update(FollowedContract).values(unread), execution_options=UNSYNCHRONISED)

    async def hold(self, seen: Cursor) -> None:
        """Make sure that the cursor is where it was seen, until this transaction ends."""
        here = Header(number=seen.number, hash=seen.hash, parent_hash="")
        await self._move(seen, here, Header(number=seen.finalized_number, hash=seen.finalized_hash, parent_hash=""))

    async def _move(self, seen: Cursor, block: Header, finalized: Header) -> None:
        """Move the cursor if it is still where it was seen: two indexers never both move it."""
        values = {
            "number": block.number,
            "hash": block.hash,
            "finalized_number": finalized.number,
            "finalized_hash": finalized.hash,
        }
        statement = update(Cursor).where(*_is(seen)).values(values).returning(col(Cursor.id))
        moved = await self._session.execute(statement, execution_options=UNSYNCHRONISED)
        if moved.scalar_one_or_none() is None:
            raise CursorMoved(seen.number)

    async def _update(self, **values: object) -> None:
        await self._session.execute(update(Cursor).values(values), execution_options=UNSYNCHRONISED)

    async def _prune(self, finalized: int) -> None:
        """Keep the newest final block and all above it: a walk back ends there."""
        newest_final = select(func.max(IndexedBlock.number)).where(IndexedBlock.number <= finalized).scalar_subquery()
        await self._session.execute(
            delete(IndexedBlock).where(col(IndexedBlock.number) < newest_final),
            execution_options=UNSYNCHRONISED,
        )


def _is(seen: Cursor) -> list[ColumnElement[bool]]:
    return [
        col(Cursor.number) == seen.number,
        col(Cursor.hash) == seen.hash,
        col(Cursor.finalized_number) == seen.finalized_number,
    ]


def _indexed(block: Header) -> IndexedBlock:
    return IndexedBlock(number=block.number, hash=block.hash, parent_hash=block.parent_hash)
