"""The published objects of a store, as one process last saw them."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

from backend.ipfs.car import BlockPosition
from backend.ipfs.cid import Cid
from backend.ipfs.errors import InvalidCid
from backend.ipfs.pack import Pack


class Shelf:
    """Find blocks among all objects; what other processes publish or unpin is noticed."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        # The most recently used stand last: the parts of a file or directory are asked for one after the other.
        self._packs: OrderedDict[str, Pack] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, cid: Cid) -> tuple[Pack, BlockPosition] | None:
        """Return an object that holds the block and where in it, or `None`."""
        return next(self.find_all(cid), None)

    def find_all(self, cid: Cid) -> Iterator[tuple[Pack, BlockPosition]]:
        """Yield every object that holds the block and where in it."""
        for pack in self._candidates(cid):
            position = pack.index.find(cid.digest)
            if position and self._keep_if_current(pack):
                yield pack, position

    def find_root(self, cid: Cid) -> Pack | None:
        """Return the object whose root is `cid`, or `None`."""
        return self._find_named(str(cid))

    def packs(self) -> list[Pack]:
        """List every object on disk now."""
        names = [path.name for path in self._directory.iterdir() if _is_cid(path.name)]
        return [pack for name in names if (pack := self._find_named(name))]

    def _find_named(self, name: str) -> Pack | None:
        with self._lock:
            pack = self._packs.get(name)
        if pack and self._keep_if_current(pack):
            return pack
        opened = self._open(name)
        return opened if opened and self._keep_if_current(opened) else None

    def _candidates(self, cid: Cid) -> Iterator[Pack]:
        with self._lock:
            recent = list(reversed(self._packs.values()))
            known = self._packs.get(str(cid))
        if known:
            yield known
        yield from recent
        # Only a block that is in no known object costs a look at the disk.
        root = self.find_root(cid)
        if root and root not in recent:
            yield root
        yield from set(self.packs()).difference(recent, {root})

    def _keep_if_current(self, pack: Pack) -> bool:
        name = pack.folder.name
        is_current = pack.is_current
        with self._lock:
            if is_current:
                self._packs[name] = pack
                self._packs.move_to_end(name)
            elif self._packs.get(name) is pack:
                del self._packs[name]
        return is_current

    def _open(self, name: str) -> Pack | None:
        folder = self._directory / name
        return Pack(folder) if folder.is_dir() else None


def _is_cid(name: str) -> bool:
    try:
        Cid.parse(name)
    except InvalidCid:
        return False
    return True
