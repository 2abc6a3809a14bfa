"""What a directory holds, without reading more of a large one than is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from backend.ipfs.cid import Cid
from backend.ipfs.dag_pb import Link
from backend.ipfs.errors import MalformedNode
from backend.ipfs.hamt import HASH_BYTES, PREFIX_LETTERS
from backend.ipfs.reading import BlockSource
from backend.ipfs.unixfs_node import Kind, UnixFsNode

# A thousand entries of a well-made directory lie in 257 shards; more shards than entries were made to do harm.
MAX_SHARDS = 1024


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries by name; the sizes of their links count everything below them, in bytes."""

    entries: tuple[Link, ...]
    is_complete: bool


def list_entries(source: BlockSource, directory: Cid, limit: int, max_shards: int = MAX_SHARDS) -> Listing:
    """Read up to `limit` entries; raise `MalformedNode` for shards too deep or too many."""
    node = source.read_node(directory)
    entries = _ShardReader(source, max_shards).read(node, 0) if node.kind == Kind.SHARD else iter(node.links)
    found = list(islice(entries, limit + 1))
    return Listing(tuple(sorted(found[:limit], key=lambda entry: entry.name)), len(found) <= limit)


class _ShardReader:
    def __init__(self, source: BlockSource, max_shards: int) -> None:
        self._source = source
        self._left = max_shards

    def read(self, shard: UnixFsNode, depth: int) -> Iterator[Link]:
        self._left -= 1
        if shard.kind != Kind.SHARD or depth == HASH_BYTES or not self._left:
            msg = "a directory has shards that are too deep, too many, or none"
            raise MalformedNode(msg)
        for link in shard.links:
            if len(link.name) == PREFIX_LETTERS:
                yield from self.read(self._source.read_node(link.cid), depth + 1)
            else:
                yield Link(link.cid, link.name[PREFIX_LETTERS:], link.total_size)
