"""Read the past of contracts that are followed late, while all others go on."""

from collections.abc import Sequence

from backend.chain.errors import LogsInconsistent, NodeRefused, RangeRefused
from backend.chain.events import ChainEvent, Header
from backend.chain.following import FollowingRepository
from backend.chain.models import Cursor, FollowedContract
from backend.chain.projection import Projection
from backend.chain.ranges import RangeSize
from backend.chain.reading import EventReader
from backend.chain.repository import ChainRepository
from backend.chain.source import BlockSource
from backend.core.db import Database


class LateContracts:
    """Reads one contract after the other up to the final block, then joins it to those that are read at the head."""

    def __init__(
        self, node: BlockSource, reader: EventReader, database: Database, projections: Sequence[Projection]
    ) -> None:
        self._node = node
        self._reader = reader
        self._database = database
        self._projections = projections
        self._range = RangeSize()

    async def step(self) -> bool:
        """Read some of one contract's past, in one transaction; return whether there may be more to do at once."""
        async with self._database.snapshot() as session:
            contract = await FollowingRepository(session).find_next()
            cursor = await ChainRepository(session).find_cursor()
            blocks = await ChainRepository(session).list_blocks(cursor.number) if cursor and contract else []
        if contract is None or cursor is None:
            return False
        # Below the blocks that may be walked back nothing is replaced without starting over.
        *unsure, lowest = blocks
        if contract.first_block is None or contract.read_to is None:
            return await self._begin(contract, lowest.number)
        if contract.read_to < lowest.number:
            return await self._read_range(contract, contract.first_block, contract.read_to, lowest.number)
        return await self._join(contract, contract.first_block, contract.read_to, cursor, unsure)

    async def _begin(self, contract: FollowedContract, highest: int) -> bool:
        first = contract.first_block
        if first is None:
            first = await self._find_first_block(contract.address, highest)
        async with self._database.transaction() as session:
            await FollowingRepository(session).advance(contract, first, first - 1, has_caught_up=False)
        return True

    async def _find_first_block(self, address: str, highest: int) -> int:
        """Return a block at or before which the contract said nothing: that of its creation, if a node remembers."""
        lowest, highest = 0, highest + 1
        try:
            while lowest < highest:
                middle = (lowest + highest) // 2
                if await self._node.has_code(address, middle):
                    highest = middle
                else:
                    lowest = middle + 1
        except NodeRefused:
            return 0
        return lowest

    async def _read_range(self, contract: FollowedContract, first: int, read_to: int, final: int) -> bool:
        last = min(read_to + self._range.blocks, final)
        try:
            events = await self._reader.read_range(read_to + 1, last, {contract.address})
        except RangeRefused:
            if self._range.is_smallest:
                raise
            self._range = self._range.halved()
            return True
        self._range = self._range.grown()
        async with self._database.transaction() as session:
            await FollowingRepository(session).advance(contract, first, last, has_caught_up=False)
            for projection in self._projections:
                await projection.apply(session, events)
        return True

    async def _join(
        self, contract: FollowedContract, first: int, read_to: int, cursor: Cursor, unsure: Sequence[Header]
    ) -> bool:
        """Read the blocks that may still be replaced, one by one as indexed here, and go on with the others."""
        events: list[ChainEvent] = []
        for block in await self._list_headers([block for block in reversed(unsure) if block.number > read_to]):
            events += await self._reader.read_block(block, {contract.address})
        async with self._database.transaction() as session:
            await ChainRepository(session).hold(cursor)
            await FollowingRepository(session).advance(contract, first, read_to, has_caught_up=True)
            for projection in self._projections:
                await projection.apply(session, events)
        return True

    async def _list_headers(self, blocks: Sequence[Header]) -> list[Header]:
        """Return the nodes' headers of indexed blocks; raises `LogsInconsistent` when they were replaced meanwhile."""
        found = await self._node.find_headers([block.number for block in blocks]) if blocks else []
        for block, header in zip(blocks, found, strict=True):
            if header is None or header.hash != block.hash:
                raise LogsInconsistent(block.number)
        return [header for header in found if header is not None]
