"""What the indexer asks of a node, and of whoever reads logs."""

from collections.abc import Sequence
from typing import Protocol

from backend.chain.events import ChainEvent, Header, Log
from backend.chain.incoming import Incoming


class BlockSource(Protocol):
    """What the indexer asks of the chain; a `Node` answers it, or a `Panel` of several."""

    async def head(self) -> Header:
        """Return the newest block."""

    async def finalized(self) -> Header:
        """Return the newest final block."""

    async def find_header(self, number: int) -> Header | None:
        """Return a block of the chain."""

    async def find_headers(self, numbers: Sequence[int]) -> list[Header | None]:
        """Return several blocks of the chain, in the order asked for."""

    async def logs_of_block(self, block_hash: str, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of one block."""

    async def logs_between(self, first: int, last: int, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of a range of blocks."""

    async def transfers_of_block(self, block_hash: str, incoming: Incoming) -> list[Log]:
        """Read what came in in one block."""

    async def transfers_between(self, first: int, last: int, incoming: Incoming) -> list[Log]:
        """Read what came in in a range of blocks."""

    async def look_again(self, block: Header, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of contracts of which none came, though the block's bloom says that they spoke."""

    async def has_code(self, address: str, block: int) -> bool:
        """Tell whether a contract was there in a block; raises `NodeRefused` when nobody remembers that far back."""


class Decoder(Protocol):
    """What reads logs; `Contracts` does."""

    def decode(self, log: Log) -> ChainEvent | None:
        """Return what a log says, or `None`."""
