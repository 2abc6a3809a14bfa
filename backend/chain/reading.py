"""Read what contracts said in some blocks, also those that are created on the way."""

from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from backend.chain.bloom import may_have_spoken
from backend.chain.errors import LogsInconsistent
from backend.chain.events import ChainEvent, Header, Log
from backend.chain.incoming import INCOMING, Incoming, Receivers
from backend.chain.projection import Projection
from backend.chain.source import BlockSource, Decoder

ReadLogs = Callable[[Sequence[str]], Awaitable[list[Log]]]
ReadTransfers = Callable[[Incoming], Awaitable[list[Log]]]
Headers = dict[int, Header]


class EventReader:
    """Reads logs, checks that they are of the chain they are said to be of, and decodes them in its order."""

    def __init__(
        self,
        node: BlockSource,
        decoder: Decoder,
        projections: Sequence[Projection],
        receivers: Receivers | None = None,
    ) -> None:
        self._node = node
        self._decoder = decoder
        self._projections = projections
        self._receivers = receivers

    async def read_block(
        self, block: Header, addresses: AbstractSet[str], incoming: Incoming | None = None
    ) -> list[ChainEvent]:
        """Read one block; raises `LogsInconsistent` or `LogsMissing` when the logs cannot be those of this block."""

        async def read(wanted: Sequence[str]) -> list[Log]:
            logs = await self._node.logs_of_block(block.hash, wanted)
            spoke = {log.address for log in logs}
            silent = [each for each in wanted if each not in spoke and may_have_spoken(block.logs_bloom, each)]
            return logs + (await self._node.look_again(block, silent) if silent else [])

        headers = {block.number: block}
        events = await self._read(read, addresses, headers)
        # A bloom tells nothing here: tokens as busy as these speak in nearly every block, to others.
        events += await self._read_incoming(
            lambda wanted: self._node.transfers_of_block(block.hash, wanted), incoming, events, headers
        )
        return _in_order(events)

    async def read_range(
        self, first: int, last: int, addresses: AbstractSet[str], incoming: Incoming | None = None
    ) -> list[ChainEvent]:
        """Read a range of blocks; raises `RangeRefused` when that is too much at once, and `LogsInconsistent`."""
        headers: Headers = {}
        events = await self._read(lambda wanted: self._node.logs_between(first, last, wanted), addresses, headers)
        events += await self._read_incoming(
            lambda wanted: self._node.transfers_between(first, last, wanted), incoming, events, headers
        )
        return _in_order(events)

    async def _read(self, read: ReadLogs, addresses: AbstractSet[str], headers: Headers) -> list[ChainEvent]:
        wanted, asked, events = set(addresses), set[str](), list[ChainEvent]()
        while wanted:
            found = await self._decode(await read(sorted(wanted)), headers)
            events += found
            asked |= wanted
            wanted = self._discover(found) - asked
        return events

    async def _read_incoming(
        self, read: ReadTransfers, incoming: Incoming | None, events: Sequence[ChainEvent], headers: Headers
    ) -> list[ChainEvent]:
        """Read what came in, also to those and of those that the other events have just told of."""
        if self._receivers is None or incoming is None:
            return []
        wanted = incoming | self._receivers.discover_incoming(events)
        found = await self._decode(await read(wanted), headers) if wanted else []
        return [replace(event, name=INCOMING) for event in found]

    async def _find_headers(self, numbers: AbstractSet[int]) -> Headers:
        """Return the blocks that logs are said to be of: the node's own chain must have them."""
        asked = sorted(numbers)
        found = await self._node.find_headers(asked) if asked else []
        for number, header in zip(asked, found, strict=True):
            if header is None:
                raise LogsInconsistent(number)
        return {header.number: header for header in found if header is not None}

    async def _decode(self, logs: Sequence[Log], headers: Headers) -> list[ChainEvent]:
        """Decode logs and tell when they happened; logs of a block that is not in the chain are refused."""
        headers |= await self._find_headers({log.block_number for log in logs} - headers.keys())
        events = []
        for log in logs:
            header = headers.get(log.block_number)
            if header is None or header.hash != log.block_hash:
                raise LogsInconsistent(log.block_number)
            event = self._decoder.decode(log)
            if event is not None:
                events.append(replace(event, timestamp=header.timestamp))
        return events

    def _discover(self, events: Sequence[ChainEvent]) -> set[str]:
        found = (projection.discovered(event) for event in events for projection in self._projections)
        return {address for address in found if address is not None}


def _in_order(events: Sequence[ChainEvent]) -> list[ChainEvent]:
    return sorted(events, key=lambda event: event.position)
