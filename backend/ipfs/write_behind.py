"""A file that a thread of its own writes, so that whoever hashes the bytes need not wait for the disk."""

import os
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import BinaryIO

BATCH_BYTES = 1024 * 1024
# Each holds at least a batch in memory.
WAITING_BATCHES = 2


class WriteBehind:
    """Collects what is written; an error of the disk appears at a later call."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(1)
        self._pieces: list[bytes] = []
        self._collected = 0
        self._waiting: deque[Future[None]] = deque()

    def write(self, piece: bytes) -> int:
        """Append `piece`, soon."""
        self._pieces.append(piece)
        self._collected += len(piece)
        if self._collected >= BATCH_BYTES:
            self._hand_over()
        return len(piece)

    def seek(self, offset: int) -> int:
        """Go on at `offset`, when everything is written."""
        self.flush()
        return self._file.seek(offset)

    def flush(self) -> None:
        """Wait until the system has everything."""
        self._hand_over()
        while self._waiting:
            self._waiting.popleft().result()
        self._file.flush()

    def sync(self) -> None:
        """Wait until the disk has everything."""
        self.flush()
        os.fsync(self._file.fileno())

    def read_at(self, offset: int, length: int) -> bytes:
        """Return bytes that were written."""
        self.flush()
        return os.pread(self._file.fileno(), length, offset)

    def close(self) -> None:
        """Drop what was not written."""
        self._thread.shutdown()
        # A full disk refuses the last buffered bytes once more; they are thrown away in any case.
        with suppress(OSError):
            self._file.close()

    def _hand_over(self) -> None:
        if len(self._waiting) == WAITING_BATCHES:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._write, self._pieces))
        self._pieces, self._collected = [], 0

    def _write(self, pieces: list[bytes]) -> None:
        start = self._file.tell()
        self._file.writelines(pieces)
        self._file.flush()
        start_writing(self._file.fileno(), start, self._file.tell() - start)


def start_writing(descriptor: int, offset: int, length: int) -> None:
    """Begin to bring a part of a file to the disk and do not wait; only Linux can be asked."""
    if sys.platform == "linux":
        # Pages that are not written yet stay in memory: this advice does no more than begin (Linux, mm/fadvise.c).
        os.posix_fadvise(descriptor, offset, length, os.POSIX_FADV_DONTNEED)
