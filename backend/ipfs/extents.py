"""Read a stored file where it lies on the disk: no block is hashed, so only for bytes that carry a proof of their own.

Sealed audio does: each of its segments is authenticated when it is opened, and hashing a whole block of a megabyte for
a segment of it would cost seven times as much.
"""

import os
import weakref
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from backend.ipfs.car import BlockPosition


class NotCached(BlockingIOError):
    """The bytes would have to be fetched from the disk."""


@dataclass(frozen=True, slots=True)
class Layout:
    """In which file the parts of a stored file lie, in their order."""

    path: Path
    parts: tuple[BlockPosition, ...]


class ExtentReader:
    """Random access to a stored file by its layout; any thread may read, and the file stays open while it is used."""

    def __init__(self, layout: Layout) -> None:
        """Open the file; raises FileNotFoundError when the object was removed meanwhile."""
        self._descriptor = os.open(layout.path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)
        self._offsets = [part.offset for part in layout.parts]
        *self._starts, self.size = accumulate((part.length for part in layout.parts), initial=0)

    def read_at(self, offset: int, length: int) -> bytes:
        """Return `length` bytes from `offset`, fewer only where the file ends."""
        return b"".join(os.pread(self._descriptor, size, where) for where, size in self._locate(offset, length))

    def read_cached_at(self, offset: int, length: int) -> bytes:
        """Return the same without ever waiting for the disk; raises NotCached."""
        pieces = [read_cached(self._descriptor, size, where) for where, size in self._locate(offset, length)]
        return bytes(pieces[0]) if len(pieces) == 1 else b"".join(pieces)

    def _locate(self, offset: int, length: int) -> Iterator[tuple[int, int]]:
        """Yield where the bytes lie in the file on the disk, and how many lie there."""
        stop = min(offset + length, self.size)
        while offset < stop:
            number = bisect_right(self._starts, offset) - 1
            end = self._starts[number + 1] if number + 1 < len(self._starts) else self.size
            size = min(stop, end) - offset
            yield self._offsets[number] + offset - self._starts[number], size
            offset += size


def read_cached(descriptor: int, length: int, offset: int) -> bytearray:
    """Read a part of a file that the system has in memory; raises NotCached when any of it is not."""
    buffer = bytearray(length)
    try:
        count = os.preadv(descriptor, [buffer], offset, os.RWF_NOWAIT)
    except OSError as error:  # some file systems cannot tell
        raise NotCached from error
    if count < length:
        raise NotCached
    return buffer
