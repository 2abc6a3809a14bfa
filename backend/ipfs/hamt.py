"""Large directories as hash tries of 256-way shards (UnixFS HAMT, murmur3 x64)."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import mmh3

from backend.ipfs.cid import DAG_PB, VERSION, Cid
from backend.ipfs.dag_pb import Link
from backend.ipfs.errors import ShardTooDeep
from backend.ipfs.unixfs_node import UnixFsNode, encode_shard

HASH_BYTES = 8
PREFIX_LETTERS = 2

Put = Callable[[Cid, bytes], None]
# Takes the links of a shard and their slots; returns its address and the bytes of everything below it.
PutShard = Callable[[Sequence[Link], Sequence[int]], tuple[Cid, int]]
HashedLink = tuple[bytes, Link]


def hash_name(name: str) -> bytes:
    """Hash an entry's name; each byte chooses a slot one level deeper."""
    return mmh3.hash64(name.encode(), signed=False)[0].to_bytes(HASH_BYTES, "big")


def build_shards(entries: Sequence[Link], put: Put, cid_version: int = VERSION) -> Link:
    """Store `entries` as shards and return the link to the root; raise `ShardTooDeep`."""

    def put_shard(links: Sequence[Link], slots: Sequence[int]) -> tuple[Cid, int]:
        block = encode_shard(links, slots)
        cid = Cid.of(DAG_PB, block, cid_version)
        put(cid, block)
        return cid, len(block) + sum(link.total_size for link in links)

    return _build_shard([(hash_name(entry.name), entry) for entry in entries], 0, "", put_shard)


def find_in_shard(shard: UnixFsNode, name: str, depth: int) -> tuple[Link | None, bool]:
    """Look `name` up in the shard at `depth`; return its link, or the link to a deeper shard and `True`."""
    prefix = _prefix(hash_name(name)[depth])
    for link in shard.links:
        if link.name == prefix + name:
            return link, False
        if link.name == prefix:
            return link, True
    return None, False


def _build_shard(entries: Sequence[HashedLink], depth: int, name: str, put: PutShard) -> Link:
    if depth == HASH_BYTES:
        raise ShardTooDeep(entries[0][1].name)
    slots: defaultdict[int, list[HashedLink]] = defaultdict(list)
    for entry in entries:
        slots[entry[0][depth]].append(entry)
    links = [_fill_slot(slot, taken, depth, put) for slot, taken in slots.items()]
    cid, total_size = put(links, list(slots))
    return Link(cid, name, total_size)


def _fill_slot(slot: int, entries: Sequence[HashedLink], depth: int, put: PutShard) -> Link:
    if len(entries) > 1:
        return _build_shard(entries, depth + 1, _prefix(slot), put)
    [(_, only)] = entries
    return Link(only.cid, _prefix(slot) + only.name, only.total_size)


def _prefix(slot: int) -> str:
    return f"{slot:0{PREFIX_LETTERS}X}"
