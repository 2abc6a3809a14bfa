"""Follow the chain: read blocks in order, hand their events to projections, take back what a reorg replaced."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from backend.chain.errors import (
    FinalizedBlockChanged,
    LogsInconsistent,
    NodeBehind,
    RangeRefused,
)
from backend.chain.events import ChainEvent, Header, Log
from backend.chain.models import Cursor
from backend.chain.projection import Projection
from backend.chain.ranges import RangeSize
from backend.chain.repository import ChainRepository
from backend.core.db import Database
from backend.core.errors import HecticError

logger = logging.getLogger(__name__)
LONGEST_PAUSE_SECONDS = 30.0
BEFORE_ANY_BLOCK = -1

ReadLogs = Callable[[Sequence[str]], Awaitable[list[Log]]]


class BlockSource(Protocol):
    """What the indexer asks of a node; `Node` answers it."""

    async def head(self) -> Header:
        """Return the newest block."""

    async def finalized(self) -> Header:
        """Return the newest final block."""

    async def find_header(self, number: int) -> Header | None:
        """Return a block of the chain."""

    async def logs_of_block(self, block_hash: str, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of one block."""

    async def logs_between(self, first: int, last: int, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of a range of blocks."""


class Decoder(Protocol):
    """What reads logs; `Contracts` does."""

    def decode(self, log: Log) -> ChainEvent | None:
        """Return what a log says, or `None`."""


class Indexer:
    """Moves the cursor along the chain, one transaction per range; several may run, only one of them moves it."""

    def __init__(
        self,
        node: BlockSource,
        decoder: Decoder,
        database: Database,
        projections: Sequence[Projection],
        start_block: int,
    ) -> None:
        self._node = node
        self._decoder = decoder
        self._database = database
        self._projections = projections
        self._first_block = max(start_block, 1)
        self._range = RangeSize()

    async def run(self, poll_seconds: float) -> None:
        """Index until cancelled; trouble is logged and tried again after a pause that grows."""
        failures = 0
        while True:
            try:
                pause = 0.0 if await self.step() else poll_seconds
                failures = 0
            except Exception as error:  # noqa: BLE001 - the loop outlives everything that can go wrong in one step
                _report(error)
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
            return await self._index_block(cursor, finalized)
        return await self._settle(cursor, finalized)

    async def start_over(self) -> None:
        """Take back all that was read from the chain; the next steps read it again."""
        async with self._database.transaction() as session:
            repository = ChainRepository(session)
            cursor = await repository.find_cursor()
            if cursor is not None:
                await repository.forget(cursor)
            for projection in reversed(self._projections):
                await projection.undo(session, above_block=BEFORE_ANY_BLOCK)

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
        lowest = self._first_block - 1 if common is None else common.number
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
            events = await self._read_events(lambda addresses: self._node.logs_between(first, last, addresses))
        except RangeRefused:
            if self._range.is_smallest:
                raise
            self._range = self._range.halved()
            return True
        await self._apply(cursor, await self._header(last), finalized, events)
        self._range = self._range.grown()
        return True

    async def _index_block(self, cursor: Cursor, finalized: Header) -> bool:
        """Index the next block, which may still be replaced."""
        block = await self._node.find_header(cursor.number + 1)
        if block is None or block.parent_hash != cursor.hash:
            return True
        events = await self._read_events(lambda addresses: self._node.logs_of_block(block.hash, addresses))
        await self._apply(cursor, block, finalized, events)
        return True

    async def _settle(self, cursor: Cursor, finalized: Header) -> bool:
        """Note that more blocks became final; there is nothing new to index."""
        if finalized.number > cursor.finalized_number:
            await self._apply(cursor, Header(number=cursor.number, hash=cursor.hash, parent_hash=""), finalized, [])
        return False

    async def _read_events(self, read: ReadLogs) -> list[ChainEvent]:
        """Read every followed contract, and those created on the way for the same blocks, in chain order."""
        wanted = await self._list_addresses()
        asked: set[str] = set()
        events: list[ChainEvent] = []
        while wanted:
            logs = await read(sorted(wanted))
            await self._check_blocks(logs)
            found = [event for event in map(self._decoder.decode, logs) if event is not None]
            events += found
            asked |= wanted
            wanted = self._discover(found) - asked
        return sorted(events, key=lambda event: event.position)

    async def _list_addresses(self) -> set[str]:
        async with self._database.snapshot() as session:
            return {address for each in self._projections for address in await each.addresses(session)}

    def _discover(self, events: Sequence[ChainEvent]) -> set[str]:
        found = (projection.discovered(event) for event in events for projection in self._projections)
        return {address for address in found if address is not None}

    async def _check_blocks(self, logs: Sequence[Log]) -> None:
        """Refuse logs of blocks that are not in the node's own chain."""
        for number, block_hash in sorted({(log.block_number, log.block_hash) for log in logs}):
            if (await self._header(number)).hash != block_hash:
                raise LogsInconsistent(number)

    async def _header(self, number: int) -> Header:
        header = await self._node.find_header(number)
        if header is None:
            raise LogsInconsistent(number)
        return header

    async def _apply(self, cursor: Cursor, block: Header, finalized: Header, events: Sequence[ChainEvent]) -> None:
        async with self._database.transaction() as session:
            await ChainRepository(session).advance(cursor, block, finalized)
            for projection in self._projections:
                await projection.apply(session, events)


def _report(error: Exception) -> None:
    if isinstance(error, FinalizedBlockChanged):
        logger.critical("%s", error.sentence)
    elif isinstance(error, HecticError):
        logger.warning("%s", error.sentence)
    else:
        logger.error("indexing failed", exc_info=error)
