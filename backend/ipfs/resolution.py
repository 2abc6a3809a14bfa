"""Follow a path through directories, and remember the way."""

from collections.abc import Iterable
from dataclasses import dataclass

from backend.ipfs.cid import RAW, Cid
from backend.ipfs.errors import PathMissing
from backend.ipfs.hamt import HASH_BYTES, find_in_shard
from backend.ipfs.reading import BlockSource
from backend.ipfs.unixfs_node import Kind, UnixFsNode


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a path led.

    `steps` are the root and what each name stands for; `nodes` are the blocks read on the way, which prove it.
    """

    steps: tuple[Cid, ...]
    nodes: tuple[Cid, ...]

    @property
    def target(self) -> Cid:
        """What the whole path names."""
        return self.steps[-1]


def resolve(source: BlockSource, root: Cid, names: Iterable[str]) -> Resolution:
    """Follow `names` down from `root`; raise `PathMissing` naming the step that failed.

    Symbolic links are not followed: what one points to may not be kept, and it may point at itself.
    """
    steps, nodes = [root], []
    for name in names:
        found, read = _find_entry(source, steps[-1], name)
        steps.append(found)
        nodes += read
    return Resolution(tuple(steps), tuple(nodes))


def _find_entry(source: BlockSource, directory: Cid, name: str) -> tuple[Cid, list[Cid]]:
    """Return the entry, and the blocks of the directory that were read to find it."""
    node = None if directory.codec == RAW else source.read_node(directory)
    read = [directory]
    found: Cid | None = None
    if node and node.kind == Kind.DIRECTORY:
        found = next((link.cid for link in node.links if link.name == name), None)
    elif node and node.kind == Kind.SHARD:
        found = _find_sharded(source, node, name, read)
    if found is None:
        raise PathMissing(directory, name)
    return found, read


def _find_sharded(source: BlockSource, shard: UnixFsNode, name: str, read: list[Cid]) -> Cid | None:
    for depth in range(HASH_BYTES):
        link, is_deeper = find_in_shard(shard, name, depth)
        if link is None or not is_deeper:
            return link.cid if link else None
        read.append(link.cid)
        shard = source.read_node(link.cid)
    return None
