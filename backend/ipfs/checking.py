"""Read every block of an object again."""

from backend.ipfs.cid import Cid
from backend.ipfs.errors import BlockDamaged, ContentMissing, MalformedNode
from backend.ipfs.traversal import Blocks, list_blocks, list_links


def find_damaged(source: Blocks, root: Cid) -> list[Cid]:
    """List the blocks that are missing or do not hash; what only a damaged node points to cannot be known."""
    damaged: list[Cid] = []

    def find(cid: Cid) -> list[Cid]:
        try:
            return list_links(cid, source.read_block(cid))
        except (BlockDamaged, ContentMissing, MalformedNode):
            damaged.append(cid)
            return []

    for _ in list_blocks(root, find):
        pass
    return damaged
