"""Take one whole object out of an archive: nothing missing, nothing beside it."""

from collections.abc import Iterator

from backend.ipfs.car import read_car
from backend.ipfs.cid import Cid
from backend.ipfs.errors import ArchiveIncomplete, MalformedCar, ObjectTooLarge, RootDiffers
from backend.ipfs.pack import Draft
from backend.ipfs.streams import Readable
from backend.ipfs.traversal import MAX_BLOCKS, find_links, list_blocks

Blocks = Iterator[tuple[Cid, bytes]]


def open_car(stream: Readable, expected: Cid | None) -> tuple[Cid, Blocks]:
    """Read the header of an archive of one object, `expected` if given; raise `MalformedCar` or `RootDiffers`."""
    car = read_car(stream)
    if len(car.roots) != 1:
        msg = f"it has {len(car.roots)} roots instead of one"
        raise MalformedCar(msg)
    [root] = car.roots
    if expected not in (None, root):
        raise RootDiffers(expected, root)
    return root, car.blocks


def copy_object(root: Cid, blocks: Blocks, draft: Draft) -> None:
    """Put `blocks` into `draft`; raise `ArchiveIncomplete` or `MalformedCar` unless they are `root` and no more."""
    for cid, block in blocks:
        draft.put(cid, block)
        if len(draft) > MAX_BLOCKS:
            raise ObjectTooLarge(root, f"has more than {MAX_BLOCKS:,} blocks")
    reached = {cid.digest for cid in list_blocks(root, lambda cid: _find_links(root, cid, draft))}
    if len(reached) != len(draft):
        msg = f"it has {len(draft) - len(reached)} blocks that do not belong to {root}"
        raise MalformedCar(msg)


def _find_links(root: Cid, cid: Cid, draft: Draft) -> list[Cid]:
    if cid not in draft:
        raise ArchiveIncomplete(root, cid)
    return find_links(draft, cid)
