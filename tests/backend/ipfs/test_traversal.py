"""Objects are followed depth-first, each block once, and not without end."""

import pytest

from backend.ipfs import traversal
from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.ipfs.dag_pb import Link, encode_node
from backend.ipfs.errors import ContentMissing, MalformedNode, ObjectTooLarge
from backend.ipfs.traversal import MAX_DEPTH, list_blocks, walk


def put_leaf(blocks, content):
    cid = Cid.of(RAW, content)
    blocks.put(cid, content)
    return cid


def put_node(blocks, *children):
    block = encode_node([Link(child, "", 0) for child in children], b"")
    cid = Cid.of(DAG_PB, block)
    blocks.put(cid, block)
    return cid


def put_chain(blocks, depth):
    cid = put_leaf(blocks, b"end")
    for _ in range(depth - 1):
        cid = put_node(blocks, cid)
    return cid


def test_walk__shared_blocks__come_once_and_depth_first(blocks):
    kick, hats = put_leaf(blocks, b"kick"), put_leaf(blocks, b"hats")
    inner = put_node(blocks, hats, kick)
    root = put_node(blocks, kick, kick, inner, hats)

    order = list(walk(blocks, root))

    assert [cid for cid, _ in order] == [root, kick, inner, hats]
    assert dict(order) == blocks.by_cid


def test_walk__shared_block_under_an_earlier_branch__comes_there(blocks):
    hats = put_leaf(blocks, b"hats")
    inner = put_node(blocks, hats)
    root = put_node(blocks, inner, hats, put_leaf(blocks, b"kick"))

    assert [cid for cid, _ in walk(blocks, root)][:3] == [root, inner, hats]


def test_walk__block_missing__says_which(blocks):
    missing = Cid.of(RAW, b"never stored")

    with pytest.raises(ContentMissing, match=str(missing)):
        list(walk(blocks, put_node(blocks, missing)))


def test_walk__not_a_node__is_refused(blocks):
    root = Cid.of(DAG_PB, b"noise")
    blocks.put(root, b"noise")

    with pytest.raises(MalformedNode):
        list(walk(blocks, root))


def test_walk__as_deep_as_allowed__reaches_the_end(blocks):
    assert len(list(walk(blocks, put_chain(blocks, MAX_DEPTH)))) == MAX_DEPTH


def test_walk__one_level_deeper__is_refused(blocks):
    with pytest.raises(ObjectTooLarge, match="nested more than 128 levels deep, more than this label keeps"):
        list(walk(blocks, put_chain(blocks, MAX_DEPTH + 1)))


def test_walk__too_many_blocks__is_refused_before_they_are_read(blocks, monkeypatch):
    monkeypatch.setattr(traversal, "MAX_BLOCKS", 3)
    root = put_node(blocks, *(Cid.of(RAW, bytes((number,))) for number in range(3)))

    with pytest.raises(ObjectTooLarge, match=r"has more than 3 blocks, .* Split it into several"):
        list(walk(blocks, root))


def test_list_blocks__links_that_claim_a_cycle__are_followed_once():
    first, second = Cid.of(RAW, b"1"), Cid.of(RAW, b"2")
    links = {first: [second], second: [first, second]}

    assert list(list_blocks(first, links.get)) == [first, second]


def test_list_blocks__directory_of_ten_million_links__is_refused_early():
    root = Cid.of(DAG_PB, b"directory")
    asked = []

    def find(cid):
        asked.append(cid)
        codec, count = (DAG_PB, 5_000) if cid == root else (RAW, 2_000)
        return [Cid.of(codec, cid.digest + number.to_bytes(8)) for number in range(count)]

    with pytest.raises(ObjectTooLarge, match="has more than 131,072 blocks"):
        list(list_blocks(root, find))

    assert len(asked) < 100
