"""One object with everything below it as a CAR v1 file that is written only while it is sent."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from backend.ipfs.car import BlockPosition, encode_header, encode_prefix
from backend.ipfs.cid import Cid
from backend.ipfs.traversal import Blocks, find_links, list_blocks

# Small blocks travel together.
CHUNK_BYTES = 256 * 1024


class MeasuredBlocks(Blocks, Protocol):
    """Where blocks come from that knows their length without reading them."""

    def measure_block(self, cid: Cid) -> int:
        """Return the bytes of a block; raise `ContentMissing`."""
        ...


class Archive:
    """The blocks of `root` depth-first, each once (dag-scope=all, order=dfs, dups=n): the same bytes each time."""

    def __init__(self, root: Cid, source: MeasuredBlocks) -> None:
        self.root = root
        self._source = source
        self._header = encode_header([root])
        self._positions: dict[Cid, BlockPosition] = {}
        self.size = len(self._header)
        for cid in list_blocks(root, lambda node: find_links(source, node)):
            length = source.measure_block(cid)
            offset = self.size + len(encode_prefix(cid, length))
            self._positions[cid] = BlockPosition(offset, length)
            self.size = offset + length

    @property
    def blocks(self) -> Sequence[Cid]:
        """The address of every block, in the order of the archive."""
        return tuple(self._positions)

    def locate(self, cid: Cid) -> BlockPosition:
        """Tell where in the archive the bytes of a block lie; raise `LookupError` when it has no such block."""
        return self._positions[cid]

    def chunks(self) -> Iterator[bytes]:
        """Yield the archive in pieces of a few blocks at most; every block is checked as it is read."""
        pieces, waiting = [self._header], len(self._header)
        for cid, position in self._positions.items():
            pieces += encode_prefix(cid, position.length), self._source.read_block(cid)
            waiting += position.length
            if waiting >= CHUNK_BYTES:
                yield b"".join(pieces)
                pieces, waiting = [], 0
        if pieces:
            yield b"".join(pieces)
