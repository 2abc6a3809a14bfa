"""Which blocks prove what was asked for, depth-first (IPFS Trustless Gateway §2.2, IPIP-402)."""

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from backend.core.byte_range import ByteRange
from backend.gateway.entity_bytes import EntityBytes
from backend.ipfs import dag_pb, unixfs_node
from backend.ipfs.cid import RAW, Cid
from backend.ipfs.hamt import PREFIX_LETTERS
from backend.ipfs.reading import BlockSource
from backend.ipfs.unixfs_node import Kind, UnixFsNode

Block = tuple[Cid, bytes]
# A block to read and which of the bytes below it are wanted, counted from its own first one; `None` is all.
Visit = tuple[Cid, ByteRange | None]
Follow = Callable[[bytes, ByteRange | None], Iterable[Visit]]


def select_all(source: BlockSource, root: Cid, *, has_duplicates: bool) -> Iterator[Block]:
    """Yield the root and everything below it."""
    return _descend(source, (root, None), _follow_links, has_duplicates=has_duplicates)


def select_entity(source: BlockSource, root: Cid, part: EntityBytes | None, *, has_duplicates: bool) -> Iterator[Block]:
    """Yield a whole file, the blocks around a part of it, or all shards of a directory without its entries.

    A part of what is not a file is all of it; a part with no bytes in it is proven by the root alone.
    """
    node = None if root.codec == RAW else source.read_node(root)
    wanted = part.within(node.file_size) if part and node and node.is_file else None
    if part and node and node.is_file and wanted is None:
        return select_block(source, root)
    return _descend(source, (root, wanted), _follow_entity, has_duplicates=has_duplicates)


def select_block(source: BlockSource, root: Cid) -> Iterator[Block]:
    """Yield the root alone."""
    yield root, source.read_block(root)


def _follow_links(block: bytes, _: ByteRange | None) -> Iterator[Visit]:
    return ((link.cid, None) for link in dag_pb.decode_node(block).links)


def _follow_entity(block: bytes, wanted: ByteRange | None) -> Iterator[Visit]:
    node = unixfs_node.decode(block)
    if node.kind == Kind.SHARD:
        return ((link.cid, None) for link in node.links if len(link.name) == PREFIX_LETTERS)
    return _follow_file(node, wanted or ByteRange(0, node.file_size)) if node.is_file else iter(())


def _follow_file(node: UnixFsNode, wanted: ByteRange) -> Iterator[Visit]:
    starts = accumulate(node.block_sizes, initial=len(node.content))
    for link, start, size in zip(node.links, starts, node.block_sizes, strict=False):
        part = ByteRange(max(0, wanted.start - start), min(size, wanted.stop - start))
        if part.length > 0:
            # A part that is wanted whole looks the same wherever it stands, so that it is followed once.
            yield link.cid, None if part.length == size else part


def _descend(source: BlockSource, root: Visit, follow: Follow, *, has_duplicates: bool) -> Iterator[Block]:
    waiting = [root]
    sent: set[Cid] = set()
    followed: set[Visit] = set()
    while waiting:
        visit = waiting.pop()
        if not has_duplicates and visit in followed:
            continue
        cid, wanted = visit
        block = source.read_block(cid)
        if has_duplicates or cid not in sent:
            yield cid, block
        if cid.codec != RAW:
            waiting += reversed(tuple(follow(block, wanted)))
        sent.add(cid)
        followed.add(visit)
