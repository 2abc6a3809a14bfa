"""Sounds kept opened on the disk, so that serving them costs no deciphering and nginx can do it alone.

The folder is for this user only, its names say nothing to who cannot compute them, and several processes share it: a
file appears whole under its name, and whoever reads it goes on when it is removed.
"""

import hmac
import time
from collections.abc import Iterable
from os import stat_result, utime
from pathlib import Path

from backend.audio.sealing import SealedReader
from backend.catalog.models import ReleaseFile
from backend.catalog.sealed import write_opened

INFO = b"hectic/opened"  # what the key of the names is derived for
PRIVATE = 0o700
MEBIBYTE = 2**20
PART = ".part"
# Whoever was killed while opening a file left a part of it.
ABANDONED_AFTER_SECONDS = 3600
UNUSED_AFTER_SECONDS = 24 * 3600
SECONDS_BETWEEN_TOUCHES = 60
SUFFIXES = {
    "audio/mp4": "mp4",
    "audio/mpeg": "mp3",
    "audio/flac": "flac",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/aac": "aac",
}


class OpenedFiles:
    """The folder of opened files; calls block. Which were used last is told by their time of access."""

    def __init__(self, directory: Path, limit_mib: int, key: bytes) -> None:
        self._directory = directory
        self._limit_bytes = limit_mib * MEBIBYTE
        self._key = key
        directory.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        directory.chmod(PRIVATE)

    def name_of(self, file: ReleaseFile) -> str:
        """Return the name of a file: another one whenever the release changes."""
        digest = hmac.digest(self._key, f"{file.slug}/{file.kind}/{file.cid}".encode(), "sha256")
        return f"{digest.hex()}.{SUFFIXES.get(file.mime_type, 'bin')}"

    def find(self, file: ReleaseFile) -> Path | None:
        """Return where a file lies opened, `None` where it does not; remembers that it was asked for."""
        path = self._directory / self.name_of(file)
        try:
            _touch(path, path.stat())
        except FileNotFoundError:
            return None
        return path

    def fits(self, file: ReleaseFile) -> bool:
        """Tell whether there is room for a file, once others are removed."""
        return file.size <= self._limit_bytes

    def add(self, file: ReleaseFile, reader: SealedReader) -> Path:
        """Open a file that fits, removing those that were not used for longest; raises SealBroken and OSError."""
        path = self._directory / self.name_of(file)
        if not path.exists():
            self._make_room(file.size)
            write_opened(reader, path)
        return path

    def sweep(self, current: Iterable[ReleaseFile]) -> None:
        """Remove what is of no release any more, what nobody used for a day, and what was never finished."""
        names, now = {self.name_of(file) for file in current}, time.time()
        for path, status in self._list():
            is_part = path.name.endswith(PART)
            idle = now - status.st_atime
            is_old = idle > (ABANDONED_AFTER_SECONDS if is_part else UNUSED_AFTER_SECONDS)
            if is_old or not (is_part or path.name in names):
                path.unlink(missing_ok=True)

    def _make_room(self, size: int) -> None:
        files = sorted(self._list(), key=lambda entry: entry[1].st_atime)
        excess = sum(status.st_size for _, status in files) + size - self._limit_bytes
        for path, status in files:
            if excess <= 0:
                break
            path.unlink(missing_ok=True)
            excess -= status.st_size

    def _list(self) -> list[tuple[Path, stat_result]]:
        entries = []
        for path in self._directory.iterdir():
            try:
                entries.append((path, path.stat()))
            except FileNotFoundError:  # another process removed it
                continue
        return entries


def _touch(path: Path, status: stat_result) -> None:
    """Note that a file is in use; the time it was written stays, for nginx makes its ETag of it."""
    now = time.time_ns()
    if now - status.st_atime_ns > SECONDS_BETWEEN_TOUCHES * 1_000_000_000:
        utime(path, ns=(now, status.st_mtime_ns))
