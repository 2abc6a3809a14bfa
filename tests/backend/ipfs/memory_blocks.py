"""Blocks kept in memory."""

from backend.ipfs.errors import ContentMissing
from backend.ipfs.unixfs_node import decode


class MemoryBlocks:
    """Blocks in a dictionary: `put` for what builds them, the two reads for what looks at them."""

    def __init__(self):
        self.by_cid = {}

    def put(self, cid, block):
        self.by_cid[cid] = block

    def read_block(self, cid):
        if cid not in self.by_cid:
            raise ContentMissing(cid)
        return self.by_cid[cid]

    def read_node(self, cid):
        return decode(self.read_block(cid))
