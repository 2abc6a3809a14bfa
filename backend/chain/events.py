"""What contracts said, as the node delivers it and as it reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Header:
    """A block as part of a chain; hashes are 0x and 64 lower-case digits, the timestamp is in Unix seconds.

    `logs_bloom` tells who may have logged something in it; it is 0 when the node does not say.
    """

    number: int
    hash: str
    parent_hash: str
    timestamp: int = 0
    logs_bloom: int = 0


@dataclass(frozen=True)
class Log:
    """A log before decoding; the address is in checksum case."""

    address: str
    topics: tuple[bytes, ...]
    data: bytes
    block_number: int
    block_hash: str
    transaction_hash: str
    log_index: int


@dataclass(frozen=True)
class ChainEvent:
    """A decoded log; `arguments` keep the order of the ABI, addresses are checksummed and bytes are 0x hex.

    `timestamp` is that of its block in Unix seconds; it is 0 where the block was not looked up.
    """

    name: str
    address: str
    arguments: Mapping[str, Any]
    block_number: int
    block_hash: str
    transaction_hash: str
    log_index: int
    timestamp: int = 0

    @property
    def position(self) -> tuple[int, int]:
        """Where the event stands in its chain."""
        return (self.block_number, self.log_index)


@dataclass(frozen=True)
class Submitted:
    """A transaction the node knows, mined or waiting."""

    hash: str
    sender: str
    nonce: int


@dataclass(frozen=True)
class Receipt:
    """What became of a mined transaction."""

    transaction_hash: str
    block_number: int
    block_hash: str
    succeeded: bool
    logs: tuple[Log, ...]
    gas_used: int = 0
