"""Where the bytes of a sound come from: an opened file on the disk, or the sealed one, opened segment by segment."""

import os
import stat
import weakref
from pathlib import Path
from typing import Protocol

from backend.audio.errors import SealBroken
from backend.audio.keyring import Keyring
from backend.audio.sealing import SealedReader
from backend.catalog.models import ReleaseFile
from backend.catalog.sealed import open_seal, open_sealed
from backend.ipfs.cid import Cid
from backend.ipfs.extents import ExtentReader, NotCached, read_cached
from backend.ipfs.store import Store
from backend.listening.errors import OpenedFileStrange

OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Sound(Protocol):
    """Random access to what is heard; `size` in bytes."""

    size: int

    def read_cached(self, start: int, stop: int) -> bytes | bytearray:
        """Return bytes without waiting for the disk; raises NotCached."""
        ...

    def read(self, start: int, stop: int) -> bytes:
        """Return bytes, from the disk if need be."""
        ...


class OpenedSound:
    """A file opened before; it stays readable while it is used, even when it is removed."""

    def __init__(self, path: Path, size: int) -> None:
        """Open the file; raises FileNotFoundError, or OpenedFileStrange when it is not what this backend wrote."""
        self.size = size
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        weakref.finalize(self, os.close, self._descriptor)
        status = os.fstat(self._descriptor)
        if status.st_size != size or status.st_uid != os.geteuid() or status.st_mode & OTHERS:
            raise OpenedFileStrange(path)

    def read_cached(self, start: int, stop: int) -> bytearray:
        """Return bytes without waiting for the disk; raises NotCached."""
        return read_cached(self._descriptor, stop - start, start)

    def read(self, start: int, stop: int) -> bytes:
        """Return bytes, from the disk if need be."""
        return os.pread(self._descriptor, stop - start, start)


class SealedSound:
    """A sealed file, its key and header at hand."""

    def __init__(self, file: ReleaseFile, store: Store, keyring: Keyring) -> None:
        """Open the seal; raises ContentMissing, KeyDoesNotOpen or SealBroken."""
        self._file, self._store, self._keyring = file, store, keyring
        layout = store.locate(Cid.parse(file.cid))
        self._extents = ExtentReader(layout) if layout else None
        self._reader = self._open_quickly() or self._open_carefully()
        self.size = self._reader.size

    def read_cached(self, start: int, stop: int) -> bytes:
        """Return bytes without waiting for the disk; raises NotCached."""
        if self._extents is None:
            raise NotCached
        try:
            return self._reader.read(start, stop, self._extents.read_cached_at)
        except SealBroken as error:
            raise NotCached from error

    def read(self, start: int, stop: int) -> bytes:
        """Return bytes, from the disk if need be; raises BlockDamaged when no copy here is whole."""
        try:
            return self._reader.read(start, stop)
        except SealBroken:
            # The store may have been repaired since, or hold the block twice.
            return self._open_carefully().read(start, stop)

    def _open_quickly(self) -> SealedReader | None:
        try:
            return open_seal(self._file, self._extents, self._keyring) if self._extents else None
        except SealBroken:
            self._extents = None
            return None

    def _open_carefully(self) -> SealedReader:
        return open_sealed(self._file, self._store, self._keyring)
