"""Follow the chain: read blocks in order, hand their events to projections, take back what a reorg replaced."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from backend.chain.errors import (
    CursorMoved,
    FinalizedBlockChanged,
    LogsInconsistent,
    NodeBehind,
    NodesDisagree,
    RangeRefused,
)
from backend.chain.events import ChainEvent, Header
from backend.chain.following import FollowingRepository
from backend.chain.incoming import Incoming, Receivers
from backend.chain.late import LateContracts
from backend.chain.leadership import Leadership
from backend.chain.models import Cursor
from backend.chain.projection import Projection
from backend.chain.ranges import RangeSize
from backend.chain.reading import EventReader
from backend.chain.repository import ChainRepository
from backend.chain.source import BlockSource, Decoder
from backend.core.clock import Clock, utc_now
from backend.core.db import Database
from backend.core.errors import HecticError

logger = logging.getLogger(__name__)
LONGEST_PAUSE_SECONDS = 30.0
BEFORE_ANY_BLOCK = -1
NOTED_EVERY = timedelta(seconds=5)


class Indexer:
    """Moves the cursor along the chain, one transaction per range; several may run, only one of them moves it."""

    def __init__(
        self,
        node: BlockSource,
        decoder: Decoder,
        database: Database,
        projections: Sequence[Projection],
        start_block: int,
        clock: Clock = utc_now,
        receivers: Receivers | None = None,
    ) -> None:
        """Follow what the projections name; `receivers`, one of them, is also told what comes in."""
        self._node = node
        self._receivers = receivers
        self._reader = EventReader(node, decoder, projections, receivers)
        self._late = LateContracts(node, self._reader, database, projections)
        self._database = database
        self._projections = projections
        self._first_block = max(start_block, 1)
        self._range = RangeSize()
        self._clock = clock

    async def run(self, poll_seconds: float, leadership: Leadership) -> None:
        """Index until cancelled, while this process leads; trouble is logged and tried again after a growing pause."""
        failures = 0
        while True:
            try:
                pause = 0.0 if await leadership.take() and await self.step() else poll_seconds
                failures = 0
            except Exception as error:  # noqa: BLE001 - the loop outlives everything that can go wrong in one step
                _report(error)
                await self._note(error)
                failures += 1
                pause = min(poll_seconds * 2**failures, LONGEST_PAUSE_SECONDS)
            await asyncio.sleep(pause)

    async def step(self) -> bool:
        """Do the next thing, in one transaction; return whether there may be more to do at once.

        Raises `FinalizedBlockChanged` rather than take back a final block, and `NodeUnavailable` and its kin.
        """
        head, finalized = await self._node.head(), await self._node.finalized()
        cursor = await self._find_cursor()
        if cursor is None:
            return await self._begin(head, finalized)
        await self._check_finality(cursor, head)
        common = await self._find_common_block(cursor, head)
        if common is None or common.number < cursor.number:
            return await self._rewind(cursor, common)
        finalized = await self._accept_finality(cursor, finalized)
        if cursor.number < finalized.number:
            return await self._index_range(cursor, finalized)
        if cursor.number < head.number:
            return await self._index_block(cursor, finalized, head)
        await self._settle(cursor, finalized, head)
        return await self._late.step()

    async def start_over(self) -> None:
        """Take back all that was read from the chain; the next steps read it again."""
        async with self._database.transaction() as session:
            repository = ChainRepository(session)
            cursor = await repository.find_cursor()
            if cursor is not None:
                await repository.forget(cursor)
            for projection in reversed(self._projections):
                await projection.undo(session, above_block=BEFORE_ANY_BLOCK)

    async def _note(self, error: Exception) -> None:
        """Keep the sentence of what went wrong where applications read it, unless the database is what went wrong."""
        if isinstance(error, HecticError) and not isinstance(error, CursorMoved):
            with suppress(SQLAlchemyError):
                async with self._database.transaction() as session:
                    await ChainRepository(session).note_problem(error.sentence)

    async def _find_cursor(self) -> Cursor | None:
        async with self._database.snapshot() as session:
            return await ChainRepository(session).find_cursor()

    async def _begin(self, head: Header, finalized: Header) -> bool:
        before = await self._node.find_header(self._first_block - 1)
        if before is None:
            raise NodeBehind(head.number, self._first_block)
        async with self._database.transaction() as session:
            ChainRepository(session).begin(before, finalized)
        return True

    async def _check_finality(self, cursor: Cursor, head: Header) -> None:
        """Refuse to go on when the node no longer has the block that was final."""
        found = await self._node.find_header(cursor.finalized_number)
        if found is None:
            raise NodeBehind(head.number, cursor.finalized_number)
        if found.hash != cursor.finalized_hash:
            raise FinalizedBlockChanged(found.number, cursor.finalized_hash, found.hash)

    async def _find_common_block(self, cursor: Cursor, head: Header) -> Header | None:
        """Walk back to the newest indexed block that the node still has, or `None` when it has none of them.

        A node that is only behind agrees at its head: what it has not seen yet is not taken back.
        """
        newest = Header(number=cursor.number, hash=cursor.hash, parent_hash="")
        async with self._database.snapshot() as session:
            blocks = await ChainRepository(session).list_blocks(highest=head.number)
        for depth, block in enumerate(blocks):
            found = await self._node.find_header(block.number)
            if found is not None and found.hash == block.hash:
                return block if depth else newest
            if block.number <= cursor.finalized_number:
                raise FinalizedBlockChanged(block.number, block.hash, found.hash if found else "nothing")
        return None if blocks else newest

    async def _rewind(self, cursor: Cursor, common: Header | None) -> bool:
        lowest = BEFORE_ANY_BLOCK if common is None else common.number
        logger.warning("blocks %d to %d were replaced, taking them back", lowest + 1, cursor.number)
        async with self._database.transaction() as session:
            repository = ChainRepository(session)
            await (repository.forget(cursor) if common is None else repository.rewind(cursor, common))
            for projection in reversed(self._projections):
                await projection.undo(session, above_block=lowest)
        return True

    async def _accept_finality(self, cursor: Cursor, finalized: Header) -> Header:
        """Return the newer finality, unless it is about a block that differs from the one indexed here."""
        kept = Header(number=cursor.finalized_number, hash=cursor.finalized_hash, parent_hash="")
        if finalized.number <= kept.number:
            return kept
        if finalized.number > cursor.number:
            return finalized
        async with self._database.snapshot() as session:
            indexed = await ChainRepository(session).find_block_hash(finalized.number)
        return finalized if indexed in (None, finalized.hash) else kept

    async def _index_range(self, cursor: Cursor, finalized: Header) -> bool:
        """Index final blocks, as many as the node likes to read at once."""
        first, last = cursor.number + 1, min(cursor.number + self._range.blocks, finalized.number)
        try:
            events = await self._reader.read_range(first, last, *await self._list_wanted())
        except RangeRefused:
            if self._range.is_smallest:
                raise
            self._range = self._range.halved()
            return True
        block = await self._node.find_header(last)
        if block is None:
            raise LogsInconsistent(last)
        await self._apply(cursor, block, finalized, events)
        self._range = self._range.grown()
        return True

    async def _index_block(self, cursor: Cursor, finalized: Header, head: Header) -> bool:
        """Index the next block, which may still be replaced."""
        block = await self._node.find_header(cursor.number + 1)
        if block is None or block.parent_hash != cursor.hash:
            return block is not None
        events = await self._reader.read_block(block, *await self._list_wanted())
        await self._apply(cursor, block, finalized, events, head)
        return True

    async def _settle(self, cursor: Cursor, finalized: Header, head: Header) -> None:
        """Note that more blocks became final, or that the index is still at the head: there is nothing new to index."""
        if finalized.number > cursor.finalized_number or (cursor.number == head.number and self._is_old(cursor)):
            block = Header(number=cursor.number, hash=cursor.hash, parent_hash="")
            await self._apply(cursor, block, finalized, [], head)

    def _is_old(self, cursor: Cursor) -> bool:
        """Tell whether it was noted long ago that the index is at the head."""
        return cursor.seen_at is None or cursor.problem is not None or self._clock() - cursor.seen_at >= NOTED_EVERY

    async def _list_wanted(self) -> tuple[set[str], Incoming]:
        """Return the contracts to follow, and what to read that comes in."""
        async with self._database.snapshot() as session:
            late = await FollowingRepository(session).list_caught_up()
            addresses = {address for each in self._projections for address in await each.addresses(session)}
            incoming = await self._receivers.list_incoming(session) if self._receivers else Incoming()
        return late | addresses, incoming

    async def _apply(
        self,
        cursor: Cursor,
        block: Header,
        finalized: Header,
        events: Sequence[ChainEvent],
        head: Header | None = None,
    ) -> None:
        """Write what was read and where the cursor is now; at the head, note when that was."""
        async with self._database.transaction() as session:
            repository = ChainRepository(session)
            await repository.advance(cursor, block, finalized)
            if head is not None and block.number == head.number:
                await repository.note_head(head, self._clock())
            for projection in self._projections:
                await projection.apply(session, events)


def _report(error: Exception) -> None:
    if isinstance(error, (FinalizedBlockChanged, NodesDisagree)):
        logger.critical("%s", error.sentence)
    elif isinstance(error, HecticError):
        logger.warning("%s", error.sentence)
    else:
        logger.error("indexing failed", exc_info=error)
