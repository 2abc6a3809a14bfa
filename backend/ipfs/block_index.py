"""Where every block of one archive lies: a sorted table on disk, searched without loading it."""

import mmap
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from backend.ipfs.car import BlockPosition
from backend.ipfs.cid import DIGEST_BYTES

HEADING = b"block index v1\n\0"
ENTRY = struct.Struct(f">{DIGEST_BYTES}sQI")  # digest, offset, length


def encode_index(positions: Mapping[bytes, BlockPosition]) -> bytes:
    """Write the table of `positions` by digest."""
    entries = (ENTRY.pack(digest, where.offset, where.length) for digest, where in sorted(positions.items()))
    return HEADING + b"".join(entries)


class BlockIndex:
    """The table of one archive, mapped into memory; immutable, so every thread may search it.

    A table that is missing or cut off names no block: the object is there, and damaged.
    """

    def __init__(self, path: Path) -> None:
        self._table: bytes | mmap.mmap = HEADING
        # An empty file cannot be mapped.
        with suppress(FileNotFoundError, ValueError), path.open("rb") as file:
            self._table = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._count, rest = divmod(len(self._table) - len(HEADING), ENTRY.size)
        if rest or self._table[: len(HEADING)] != HEADING:
            self._count = 0

    def find(self, digest: bytes) -> BlockPosition | None:
        """Return where the block with `digest` lies, or `None`."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._digest(middle) < digest:
                low = middle + 1
            else:
                high = middle
        if low == self._count or self._digest(low) != digest:
            return None
        _, offset, length = ENTRY.unpack_from(self._table, len(HEADING) + low * ENTRY.size)
        return BlockPosition(offset, length)

    def _digest(self, place: int) -> bytes:
        start = len(HEADING) + place * ENTRY.size
        return self._table[start : start + DIGEST_BYTES]
