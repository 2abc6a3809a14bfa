"""Which blocks an archive has, on files that were made to do harm."""

import pytest

from backend.gateway.entity_bytes import EntityBytes
from backend.gateway.selection import select_all, select_entity
from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.ipfs.dag_pb import Link
from backend.ipfs.unixfs_node import encode_file

LEAF = b"boom"
LEVELS = 60


@pytest.fixture
def endless_file(blocks):
    """Two to the power of sixty times the same leaf, in sixty-one blocks: whoever follows every link never ends."""
    cid, size = Cid.of(RAW, LEAF), len(LEAF)
    blocks.put(cid, LEAF)
    for _ in range(LEVELS):
        node = encode_file([Link(cid, "", size)] * 2, [size, size])
        cid, size = Cid.of(DAG_PB, node), 2 * size
        blocks.put(cid, node)
    return cid


@pytest.mark.parametrize("part", [None, "0:*", "3:-3"])
def test_select_entity__same_blocks_again_and_again__are_followed_once(blocks, endless_file, part):
    selected = select_entity(blocks, endless_file, part and EntityBytes.parse(part), has_duplicates=False)

    assert len(list(selected)) == LEVELS + 1


def test_select_all__same_blocks_again_and_again__are_followed_once(blocks, endless_file):
    assert len(list(select_all(blocks, endless_file, has_duplicates=False))) == LEVELS + 1
