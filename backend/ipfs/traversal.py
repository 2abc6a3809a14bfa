"""Everything below a root: depth-first, each block once, within limits that no honest object meets."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from backend.ipfs.cid import RAW, Cid
from backend.ipfs.dag_pb import decode_node
from backend.ipfs.errors import ObjectTooLarge

# 128 GiB in leaves of 1 MiB; importing so many takes some 60 MB of memory.
MAX_BLOCKS = 131_072
# Directories within directories, each up to eight shards deep, and three levels of a file below them.
MAX_DEPTH = 128

FindLinks = Callable[[Cid], Sequence[Cid]]


class Blocks(Protocol):
    """Where blocks come from."""

    def read_block(self, cid: Cid) -> bytes:
        """Return the bytes of a block."""
        ...


def walk(source: Blocks, root: Cid) -> Iterator[tuple[Cid, bytes]]:
    """Yield every block of an object; raise what `source` does, `MalformedNode` and `ObjectTooLarge`."""
    for cid in list_blocks(root, lambda node: find_links(source, node)):
        yield cid, source.read_block(cid)


def list_blocks(root: Cid, find: FindLinks) -> Iterator[Cid]:
    """Yield the address of every block; `find` is asked once for each, after it was yielded."""
    seen: set[Cid] = set()
    # What is still to be visited on every level, the next one last.
    levels = [[root]]
    waiting = 1
    while levels:
        if not levels[-1]:
            levels.pop()
            continue
        cid = levels[-1].pop()
        waiting -= 1
        if cid in seen:
            continue
        seen.add(cid)
        yield cid
        # A file of silence names one leaf a thousand times.
        links = dict.fromkeys(link for link in find(cid) if link not in seen)
        if links:
            levels.append(list(links)[::-1])
            waiting += len(links)
            _check_limits(root, blocks=len(seen) + waiting, depth=len(levels))


def find_links(source: Blocks, cid: Cid) -> list[Cid]:
    """Return where a block of `source` points, without reading leaves; raise `MalformedNode`."""
    return [] if cid.codec == RAW else list_links(cid, source.read_block(cid))


def list_links(cid: Cid, block: bytes) -> list[Cid]:
    """Return where a block points; raise `MalformedNode`."""
    return [] if cid.codec == RAW else [link.cid for link in decode_node(block).links]


def _check_limits(root: Cid, blocks: int, depth: int) -> None:
    if blocks > MAX_BLOCKS:
        raise ObjectTooLarge(root, f"has more than {MAX_BLOCKS:,} blocks")
    if depth > MAX_DEPTH:
        raise ObjectTooLarge(root, f"is nested more than {MAX_DEPTH} levels deep")
