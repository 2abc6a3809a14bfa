"""Read any part of a file, block by block."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from backend.ipfs.cid import RAW, Cid
from backend.ipfs.errors import MalformedNode, NotAFile
from backend.ipfs.unixfs_node import UnixFsNode

# Three levels of 1,024 links hold a petabyte; a deeper file was made to do harm.
MAX_FILE_DEPTH = 16


class BlockSource(Protocol):
    """Where blocks come from; both calls raise `ContentMissing` and `BlockDamaged`."""

    def read_block(self, cid: Cid) -> bytes:
        """Return the bytes of a block, checked against its address."""
        ...

    def read_node(self, cid: Cid) -> UnixFsNode:
        """Return a DAG-PB block decoded; raise `MalformedNode`."""
        ...


@dataclass(frozen=True, slots=True)
class _Leaf:
    start: int
    content: bytes

    @property
    def stop(self) -> int:
        return self.start + len(self.content)


class FileReader:
    """A stored file; holds one leaf (1 MiB) in memory, whatever the size."""

    def __init__(self, root: Cid, source: BlockSource) -> None:
        self.cid = root
        self._source = source
        self._leaf = _Leaf(0, b"")
        self.size = self._measure()

    def read_at(self, offset: int, length: int) -> bytes:
        """Return `length` bytes from `offset`, fewer only where the file ends; every block is checked."""
        stop = min(offset + length, self.size)
        pieces = []
        while offset < stop:
            leaf = self._leaf = self._find_leaf(offset)
            piece = leaf.content[offset - leaf.start : stop - leaf.start]
            pieces.append(piece)
            offset += len(piece)
        return b"".join(pieces)

    def _measure(self) -> int:
        if self.cid.codec == RAW:
            self._leaf = _Leaf(0, self._source.read_block(self.cid))
            return len(self._leaf.content)
        return self._read_file_node(self.cid).file_size

    def _read_file_node(self, cid: Cid) -> UnixFsNode:
        node = self._source.read_node(cid)
        if not node.is_file:
            raise NotAFile(cid)
        return node

    def _find_leaf(self, offset: int) -> _Leaf:
        leaf = self._leaf
        if leaf.start <= offset < leaf.stop:
            return leaf
        cid, start, size = self.cid, 0, self.size
        for _ in range(MAX_FILE_DEPTH):
            if cid.codec == RAW:
                return _checked_leaf(start, self._source.read_block(cid), size)
            node = self._read_file_node(cid)
            if not node.links:
                return _checked_leaf(start, node.content, size)
            cid, start, size = _child_at(node, offset, start)
        msg = f"a file is more than {MAX_FILE_DEPTH} levels deep"
        raise MalformedNode(msg)


def list_leaves(source: BlockSource, cid: Cid, depth: int = MAX_FILE_DEPTH) -> list[Cid] | None:
    """Return the raw blocks of a file in their order, `None` where a part of it is no raw block."""
    if cid.codec == RAW:
        return [cid]
    node = source.read_node(cid)
    if not node.is_file or node.content or not node.links or depth == 0:
        return None
    parts = [list_leaves(source, link.cid, depth - 1) for link in node.links]
    return None if None in parts else [leaf for part in parts if part for leaf in part]


def _child_at(node: UnixFsNode, offset: int, start: int) -> tuple[Cid, int, int]:
    """Choose the child of `node` that holds `offset`, in bytes of the file that `node` begins at `start`."""
    if node.content:
        msg = "a node above the parts of a file holds bytes of its own"
        raise MalformedNode(msg)
    starts = list(accumulate(node.block_sizes, initial=start))
    index = bisect_right(starts, offset) - 1
    if index >= len(node.links):
        msg = "a part of a file is shorter than announced"
        raise MalformedNode(msg)
    return node.links[index].cid, starts[index], node.block_sizes[index]


def _checked_leaf(start: int, content: bytes, size: int) -> _Leaf:
    if len(content) != size:
        msg = "a part of a file is not as long as announced"
        raise MalformedNode(msg)
    return _Leaf(start, content)
