"""One stored object on disk: an archive, its index, and the blocks it borrows from other objects."""

import os
import shutil
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path

from backend.ipfs.block_index import BlockIndex, encode_index
from backend.ipfs.car import BlockPosition, CarWriter
from backend.ipfs.cid import VERSION, Cid
from backend.ipfs.errors import BlockDamaged
from backend.ipfs.locks import locked
from backend.ipfs.write_behind import WriteBehind

ARCHIVE = "blocks.car"
INDEX = "index"
BORROWED = "borrowed"
# A folder within the object's: its files are whole where those beside it were damaged. The highest number counts.
REPAIR = "repair-"


class Pack:
    """A published object; its files never change, though better ones may be put beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = Cid.parse(folder.name)
        self._identity = _identify(folder)
        self._files = find_newest(folder)
        self.index = BlockIndex(self._files / INDEX)

    @property
    def is_current(self) -> bool:
        """Whether the object is still there: another process may have unpinned it, or stored it anew."""
        return self._identity is not None and _identify(self.folder) == self._identity

    @property
    def borrowed(self) -> list[Cid]:
        """The blocks this object needs and other objects hold."""
        with suppress(FileNotFoundError):
            return [Cid.parse(line) for line in (self._files / BORROWED).read_text().split()]
        return []

    @property
    def size(self) -> int:
        """The bytes of its own archive, without what it borrows."""
        with suppress(FileNotFoundError):
            return self.archive.stat().st_size
        return 0

    @property
    def archive(self) -> Path:
        """The file its blocks lie in."""
        return self._files / ARCHIVE

    def read(self, cid: Cid, position: BlockPosition) -> bytes:
        """Read one block; raise `BlockDamaged` when it does not hash to `cid`."""
        with self.archive.open("rb", buffering=0) as file:
            block = os.pread(file.fileno(), position.length, position.offset)
        if not cid.matches(block):
            raise BlockDamaged(cid)
        return block


class Draft:
    """An object being written: nobody sees it until it is published, and a crash leaves nothing but its folder."""

    def __init__(self, folder: Path, root_version: int = VERSION) -> None:
        self.folder = folder
        folder.mkdir()
        self._lock = ExitStack()
        # The lock says that the writer lives: without it, the next process to open the store sweeps the folder away.
        self._lock.enter_context(locked(folder))
        self._file = WriteBehind((folder / ARCHIVE).open("w+b"))
        self._archive = CarWriter(self._file, root_version)

    def put(self, cid: Cid, block: bytes) -> None:
        """Add a block."""
        self._archive.put(cid, block)

    def __len__(self) -> int:
        return len(self._archive.positions)

    def __contains__(self, cid: Cid) -> bool:
        return cid.digest in self._archive.positions

    def read_block(self, cid: Cid) -> bytes:
        """Return the bytes of a block that was put."""
        position = self._archive.positions[cid.digest]
        return self._file.read_at(position.offset, position.length)

    def finish(self, root: Cid, borrowed: Iterable[Cid]) -> None:
        """Bring every byte of the object to the disk, so that a rename can publish it."""
        self._archive.finish(root)
        self._file.sync()
        write_durably(self.folder / INDEX, encode_index(self._archive.positions))
        write_durably(self.folder / BORROWED, "".join(f"{cid}\n" for cid in borrowed).encode())
        sync_directory(self.folder)

    def publish(self, destination: Path) -> None:
        """Let the finished object appear at `destination` in one step."""
        self.folder.rename(destination)
        sync_directory(destination.parent)

    def replace(self, destination: Path) -> None:
        """Let the finished object stand in for the damaged one at `destination` in one step."""
        damaged = find_newest(destination)
        repairs = 0 if damaged == destination else int(damaged.name.removeprefix(REPAIR))
        repaired = destination / f"{REPAIR}{repairs + 1:06}"
        self.folder.rename(repaired)
        sync_directory(destination)
        # A crash from here on leaves files that nobody reads any more.
        for old in destination.iterdir():
            if old.is_dir() and old != repaired:
                shutil.rmtree(old)
            elif not old.is_dir():
                old.unlink()

    def close(self) -> None:
        """Remove what was not published."""
        self._file.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.close()


def find_newest(folder: Path) -> Path:
    """Return the folder of an object's files: its own, or that of its last repair."""
    return max(folder.glob(f"{REPAIR}*"), default=folder)


def _identify(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_directory(directory: Path) -> None:
    """Wait until the disk has the names in `directory`."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
