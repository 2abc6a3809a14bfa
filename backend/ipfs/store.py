"""The embedded store: one archive and index per object, published whole or not at all."""

import errno
import io
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from backend.ipfs import checking, importing, unixfs
from backend.ipfs.archive import Archive
from backend.ipfs.cid import VERSION, Cid
from backend.ipfs.errors import BlockDamaged, ContentMissing, StillReferenced, StoreFull
from backend.ipfs.extents import Layout
from backend.ipfs.locks import is_abandoned, locked
from backend.ipfs.pack import Draft, Pack, sync_directory
from backend.ipfs.reading import FileReader, list_leaves
from backend.ipfs.resolution import resolve
from backend.ipfs.shelf import Shelf
from backend.ipfs.streams import Readable
from backend.ipfs.unixfs import Node
from backend.ipfs.unixfs_node import UnixFsNode, decode

# Decoded nodes of up to 1,024 links weigh a quarter of a megabyte each.
REMEMBERED_NODES = 32
REMEMBERED_BEGINNINGS = 256
BEGINNING_BYTES = 4096
NAME_BYTES = 16
# No block is left, the quota is used up, or a file may not grow further.
FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Store:
    """Keep files and directories by the hash of their content; calls block, and any thread or process may make them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._objects = directory / "objects"
        self._drafts = directory / "drafts"
        for folder in (self._objects, self._drafts):
            folder.mkdir(parents=True, exist_ok=True)
        sync_directory(directory)
        self._shelf = Shelf(self._objects)
        self._read_node = lru_cache(REMEMBERED_NODES)(self._load_node)
        self._read_beginning = lru_cache(REMEMBERED_BEGINNINGS)(self._load_beginning)
        self._sweep()

    def add_file(self, stream: Readable) -> Node:
        """Store everything `stream` gives, in one pass and bounded memory; storing it again changes nothing.

        Raises `StoreFull` when the disk has no room.
        """
        with self._draft() as draft:
            node = unixfs.build_file(stream, draft.put)
            self._publish(draft, node.cid, [])
        return node

    def add_directory(self, entries: Mapping[str, bytes | Node]) -> Node:
        """Store a directory: files given as bytes go into its own archive, nodes must be stored already.

        Raises `InvalidName`, `ContentMissing` when a node is not in the store, and `StoreFull`.
        """
        with self._draft() as draft:
            nodes = {name: _store_small(entry, draft) for name, entry in entries.items()}
            directory = unixfs.build_directory(nodes, draft.put)
            borrowed = {entry.cid for entry in entries.values() if isinstance(entry, Node)}
            self._publish(draft, directory.cid, sorted(borrowed, key=str))
        return directory

    def import_car(self, stream: Readable, expected: Cid | None = None) -> Cid:
        """Store the one object of an archive, which must be whole and nothing more; importing it again changes nothing.

        Raises `MalformedCar`, `MalformedNode`, `ArchiveIncomplete`, `ObjectTooLarge`, `RootDiffers` and `StoreFull`.
        """
        root, blocks = importing.open_car(stream, expected)
        with self._draft(root.version) as draft:
            importing.copy_object(root, blocks, draft)
            self._publish(draft, root, [])
        return root

    def repair(self, stream: Readable, root: Cid) -> None:
        """Put the archive of `root` in the place of a damaged object; raise what `import_car` does."""
        _, blocks = importing.open_car(stream, root)
        with self._draft(root.version) as draft:
            importing.copy_object(root, blocks, draft)
            draft.finish(root, borrowed=[])
            with locked(self._objects):
                if self._shelf.find_root(root) is None:
                    draft.publish(self._objects / str(root))
                else:
                    draft.replace(self._objects / str(root))

    def check(self, root: Cid) -> list[Cid]:
        """Read every block of an object and list those that are damaged or missing; raise `ContentMissing` for none."""
        if not (self.has(root) or self._shelf.find_root(root)):
            raise ContentMissing(root)
        return checking.find_damaged(self, root)

    def open_archive(self, root: Cid) -> Archive:
        """Open an object, or a part of one, as one archive with whatever it borrows.

        Raises `ContentMissing`, `BlockDamaged`, `MalformedNode` and `ObjectTooLarge`.
        """
        return Archive(root, self)

    def has(self, cid: Cid) -> bool:
        """Tell whether any object holds this block."""
        return self._shelf.find(cid) is not None

    def open(self, cid: Cid) -> FileReader:
        """Open a stored file for random access; raise `ContentMissing`, or `NotAFile` for a directory."""
        return FileReader(cid, self)

    def locate(self, cid: Cid) -> Layout | None:
        """Return where a stored file lies on the disk, `None` where its parts are not all raw and in its own archive.

        Raises what `open` does.
        """
        pack = self._shelf.find_root(cid)
        leaves = list_leaves(self, cid) if pack else None
        if pack is None or leaves is None:
            return None
        parts = [pack.index.find(leaf.digest) for leaf in leaves]
        return Layout(pack.archive, tuple(filter(None, parts))) if all(parts) else None

    def resolve(self, cid: Cid, path: str) -> Cid:
        """Follow `path` down from a stored directory; raise `ContentMissing` or `PathMissing`."""
        if not self.has(cid):
            raise ContentMissing(cid)
        return resolve(self, cid, filter(None, path.split("/"))).target

    def pins(self) -> list[Cid]:
        """List the roots of all objects."""
        return sorted((pack.root for pack in self._shelf.packs()), key=str)

    def list_objects(self) -> dict[Cid, int]:
        """Return the roots of all objects and how many bytes each takes on the disk."""
        return {pack.root: pack.size for pack in self._shelf.packs()}

    def list_borrowed(self) -> set[Cid]:
        """Return the blocks that objects need of other objects."""
        return {cid for pack in self._shelf.packs() for cid in pack.borrowed}

    def unpin(self, cid: Cid) -> None:
        """Remove an object for good; raise `ContentMissing`, or `StillReferenced` when another object needs it."""
        with locked(self._objects):
            pack = self._shelf.find_root(cid)
            if pack is None:
                raise ContentMissing(cid)
            self._check_unneeded(pack)
            self._remove(pack)
        self._read_node.cache_clear()
        self._read_beginning.cache_clear()

    def read_block(self, cid: Cid) -> bytes:
        """Return the bytes of one block from the first object that has it whole.

        Raises `ContentMissing` or `BlockDamaged`.
        """
        problem: ContentMissing | BlockDamaged = ContentMissing(cid)
        for pack, position in self._shelf.find_all(cid):
            try:
                return pack.read(cid, position)
            except (BlockDamaged, FileNotFoundError):
                if not pack.is_current:
                    # It was unpinned or repaired between the two steps.
                    return self.read_block(cid)
                problem = BlockDamaged(cid)
        raise problem

    def measure_block(self, cid: Cid) -> int:
        """Return how many bytes a block has, without reading it; raise `ContentMissing`."""
        found = self._shelf.find(cid)
        if found is None:
            raise ContentMissing(cid)
        _, position = found
        return position.length

    def read_beginning(self, cid: Cid) -> bytes:
        """Return the first 4,096 bytes of a stored file; remembered, so that knowing its kind does not cost a leaf."""
        return self._read_beginning(cid)

    def read_node(self, cid: Cid) -> UnixFsNode:
        """Return one DAG-PB block decoded; raise `ContentMissing`, `BlockDamaged` or `MalformedNode`."""
        return self._read_node(cid)

    def _load_beginning(self, cid: Cid) -> bytes:
        return self.open(cid).read_at(0, BEGINNING_BYTES)

    def _load_node(self, cid: Cid) -> UnixFsNode:
        return decode(self.read_block(cid))

    @contextmanager
    def _draft(self, root_version: int = VERSION) -> Iterator[Draft]:
        folder = self._drafts / secrets.token_hex(NAME_BYTES)
        try:
            with locked(self._drafts):
                draft = Draft(folder, root_version)
            with closing(draft):
                yield draft
        except OSError as error:
            # A draft that could not even begin has not cleaned up.
            shutil.rmtree(folder, ignore_errors=True)
            if error.errno in FULL_DISK:
                raise StoreFull from error
            raise

    def _publish(self, draft: Draft, root: Cid, borrowed: list[Cid]) -> None:
        """Let the object appear, unless it is there already."""
        draft.finish(root, borrowed)
        # Held against an unpin of what this object borrows, and against the same object from another writer.
        with locked(self._objects):
            for cid in borrowed:
                if not self.has(cid):
                    raise ContentMissing(cid)
            if self._shelf.find_root(root) is None:
                draft.publish(self._objects / str(root))

    def _check_unneeded(self, pack: Pack) -> None:
        others = [other for other in self._shelf.packs() if other.root != pack.root]
        for other in others:
            for cid in other.borrowed:
                is_kept_elsewhere = any(holder.index.find(cid.digest) for holder in others)
                if pack.index.find(cid.digest) and not is_kept_elsewhere:
                    raise StillReferenced(pack.root, other.root)

    def _remove(self, pack: Pack) -> None:
        # The rename hides the object in one step; a crash before it is deleted leaves it to the next sweep.
        hidden = self._drafts / secrets.token_hex(NAME_BYTES)
        with locked(self._drafts):
            pack.folder.rename(hidden)
            sync_directory(self._objects)
            shutil.rmtree(hidden)

    def _sweep(self) -> None:
        """Remove what writers that were killed left behind."""
        with locked(self._drafts):
            for folder in self._drafts.iterdir():
                if is_abandoned(folder):
                    shutil.rmtree(folder)


@contextmanager
def full_disk_told() -> Iterator[None]:
    """Say `StoreFull` where the system says that a disk has no room."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK:
            raise StoreFull from error
        raise


def _store_small(entry: bytes | Node, draft: Draft) -> Node:
    return entry if isinstance(entry, Node) else unixfs.build_file(io.BytesIO(entry), draft.put)
