"""Files and directories become the blocks that Kubo's profiles make of them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.ipfs import dag_pb, hamt
from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.ipfs.dag_pb import Link, bytes_field, number_field
from backend.ipfs.errors import InvalidName, MalformedNode, NotAFile, PathMissing, ShardTooDeep
from backend.ipfs.reading import FileReader
from backend.ipfs.resolution import resolve
from backend.ipfs.unixfs import UNIXFS_V0_2015, UNIXFS_V1_2025, Node, Profile, build_directory, build_file
from backend.ipfs.unixfs_node import Kind, decode, encode_directory, encode_file
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream, create_names
from tests.backend.ipfs.memory_blocks import MemoryBlocks
from tests.backend.ipfs.strategies import cids, names_of_files

LEAF_V0 = 256 * 1024
TINY = Profile(chunk_bytes=4, max_links=3)
TINY_V0 = Profile(chunk_bytes=4, max_links=3, cid_version=0)


profiles = st.sampled_from([TINY, TINY_V0])


def forget(_cid, _block):
    """Keep no block."""


class Drip:
    """A stream that gives at most three bytes at a time."""

    def __init__(self, content):
        self._stream = io.BytesIO(content)

    def read(self, size):
        return self._stream.read(min(size, 3))


def node_of(content):
    return dag_pb.encode_node([], content)


def create_parent(blocks, child, announced_size):
    block = encode_file([Link(child.cid, "", child.total_size)], [announced_size])
    cid = Cid.of(DAG_PB, block)
    blocks.put(cid, block)
    return Node(cid, len(block) + child.total_size, announced_size)


def create_nested_file(blocks, depth):
    node = build_file(io.BytesIO(b"x"), blocks.put)
    for _ in range(depth):
        node = create_parent(blocks, node, announced_size=1)
    return node


@pytest.mark.parametrize(
    ("stream", "cid"),
    [
        pytest.param(io.BytesIO(), "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku", id="empty"),
        pytest.param(
            io.BytesIO(b"hello world"), "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e", id="hello world"
        ),
        pytest.param(
            Keystream("chunk-v1-seed", MEBIBYTE),
            "bafkreiacndfy443ter6qr2tmbbdhadvxxheowwf75s6zehscklu6ezxmta",
            id="one full leaf",
        ),
        pytest.param(
            Keystream("chunk-v1-seed", MEBIBYTE + 1),
            "bafybeigmix7t42i6jacydtquhet7srwvgpizfg7gjbq7627d35mjomtu64",
            id="one byte over a leaf",
        ),
    ],
)
def test_build_file__kubo_vector__has_its_cid(stream, cid, blocks):
    assert str(build_file(stream, blocks.put).cid) == cid


@pytest.mark.parametrize(
    ("stream", "cid"),
    [
        pytest.param(io.BytesIO(), "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH", id="empty"),
        pytest.param(io.BytesIO(b"hello world"), "Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD", id="hello world"),
        pytest.param(
            Keystream("chunk-v0-seed", LEAF_V0), "QmWmRj3dFDZdb6ABvbmKhEL6TmPbAfBZ1t5BxsEyJrcZhE", id="one full leaf"
        ),
        pytest.param(
            Keystream("chunk-v0-seed", LEAF_V0 + 1),
            "QmYyLxtzZyW22zpoVAtKANLRHpDjZtNeDjQdJrcQNWoRkJ",
            id="one byte over a leaf",
        ),
        pytest.param(
            Keystream("v0-seed", 174 * LEAF_V0), "QmUbBALi174SnogsUzLpYbD4xPiBSFANF4iztWCsHbMKh2", id="one full node"
        ),
        pytest.param(
            Keystream("v0-seed", 174 * LEAF_V0 + 1),
            "QmV81WL765sC8DXsRhE5fJv2rwhS4icHRaf3J9Zk5FdRnW",
            id="one byte over a node",
        ),
    ],
)
def test_build_file__kubo_vector_of_version_0__has_its_cid(stream, cid):
    assert str(build_file(stream, forget, UNIXFS_V0_2015).cid) == cid


@pytest.mark.parametrize(
    ("profile", "seed", "lengths", "kind", "cid"),
    [
        pytest.param(
            UNIXFS_V1_2025,
            "hamt-unixfs-v1-2025",
            (4766, 11, 21),
            Kind.DIRECTORY,
            "bafybeic3h7rwruealwxkacabdy45jivq2crwz6bufb5ljwupn36gicplx4",
            id="a block of 262,144 bytes",
        ),
        pytest.param(
            UNIXFS_V1_2025,
            "hamt-unixfs-v1-2025",
            (4766, 11, 22),
            Kind.SHARD,
            "bafybeiegvuterwurhdtkikfhbxcldohmxp566vpjdofhzmnhv6o4freidu",
            id="a block of 262,145 bytes",
        ),
        pytest.param(
            UNIXFS_V0_2015,
            "hamt-unixfs-v0-2015",
            (4096, 30, 30),
            Kind.DIRECTORY,
            "QmX5GtRk3TSSEHtdrykgqm4eqMEn3n2XhfkFAis5fjyZmN",
            id="names and addresses of 262,144 bytes",
        ),
        pytest.param(
            UNIXFS_V0_2015,
            "hamt-unixfs-v0-2015",
            (4033, 31, 31),
            Kind.SHARD,
            "QmeMiJzmhpJAUgynAcxTQYek5PPKgdv3qEvFsdV3XpVnvP",
            id="names and addresses of 262,145 bytes",
        ),
    ],
)
def test_build_directory__kubo_vector_at_the_threshold__has_its_cid(profile, seed, lengths, kind, cid, blocks):
    file = build_file(io.BytesIO(b"x"), blocks.put, profile)
    names = create_names(seed, *lengths)

    directory = build_directory(dict.fromkeys(names, file), blocks.put, profile)

    assert str(directory.cid) == cid
    assert blocks.read_node(directory.cid).kind == kind
    assert resolve(blocks, directory.cid, [names[-1]]).target == file.cid


@given(content=st.binary(max_size=200), offset=st.integers(0, 220), length=st.integers(0, 220), profile=profiles)
def test_read_at__any_part_of_a_deep_file__equals_the_slice(content, offset, length, profile):
    blocks = MemoryBlocks()
    node = build_file(io.BytesIO(content), blocks.put, profile)

    reader = FileReader(node.cid, blocks)

    assert reader.size == node.file_size == len(content)
    assert reader.read_at(offset, length) == content[offset : offset + length]


@given(content=st.binary(max_size=100))
def test_build_file__short_reads__do_not_move_the_cuts(content):
    dripped = build_file(Drip(content), MemoryBlocks().put, TINY)

    assert dripped == build_file(io.BytesIO(content), MemoryBlocks().put, TINY)


@given(content=st.binary(max_size=200), profile=profiles)
def test_build_file__any_content__counts_every_block_once_per_place(content, profile):
    blocks = MemoryBlocks()
    node = build_file(io.BytesIO(content), blocks.put, profile)

    def measure(cid):
        links = () if cid.codec == RAW else blocks.read_node(cid).links
        assert [measure(link.cid) for link in links] == [link.total_size for link in links]
        return len(blocks.read_block(cid)) + sum(link.total_size for link in links)

    assert node.total_size == measure(node.cid)


@given(names=st.sets(names_of_files, max_size=60), is_sharded=st.booleans(), profile=profiles)
def test_resolve__every_name_of_a_directory__finds_its_file(names, is_sharded, profile):
    blocks = MemoryBlocks()
    files = {name: build_file(io.BytesIO(name.encode()), blocks.put, profile) for name in names}
    links = [Link(file.cid, name, file.total_size) for name, file in files.items()]

    if is_sharded:
        root = hamt.build_shards(links, blocks.put, profile.cid_version).cid
    else:
        root = build_directory(files, blocks.put, profile).cid

    assert all(resolve(blocks, root, [name]).target == files[name].cid for name in names)


@pytest.mark.parametrize("path", ["missing", "1/deeper", "..", "0", "00"])
@pytest.mark.parametrize("count", [2, 6000], ids=["flat", "sharded"])
def test_resolve__name_not_in_the_directory__is_missing(count, path, blocks):
    file = build_file(io.BytesIO(b"x"), blocks.put)
    directory = build_directory({str(serial): file for serial in range(1, count + 1)}, blocks.put)

    with pytest.raises(PathMissing):
        resolve(blocks, directory.cid, path.split("/"))


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\0b", "\ud800"], ids=ascii)
def test_build_directory__name_that_cannot_be_a_path_step__is_refused(name, blocks):
    file = build_file(io.BytesIO(b"x"), blocks.put)

    with pytest.raises(InvalidName, match="use text without '/'"):
        build_directory({name: file}, blocks.put)


def test_build_shards__one_name_twice__is_refused(blocks):
    link = Link(Cid.of(RAW, b""), "twice", 0)

    with pytest.raises(ShardTooDeep, match="'twice' cannot be told from another"):
        hamt.build_shards([link, link], blocks.put)


def test_read_at__file_nested_without_end__is_refused(blocks):
    node = create_nested_file(blocks, depth=17)

    with pytest.raises(MalformedNode, match="levels deep"):
        FileReader(node.cid, blocks).read_at(0, 1)


def test_read_at__leaf_shorter_than_announced__is_refused(blocks):
    leaf = build_file(io.BytesIO(b"four"), blocks.put)
    root = create_parent(blocks, leaf, announced_size=5)

    with pytest.raises(MalformedNode, match="not as long as announced"):
        FileReader(root.cid, blocks).read_at(0, 5)


def test_read_at__node_shorter_than_announced__is_refused(blocks):
    node = build_file(io.BytesIO(b"kick hats"), blocks.put, TINY)
    root = create_parent(blocks, node, announced_size=10)

    with pytest.raises(MalformedNode, match="shorter than announced"):
        FileReader(root.cid, blocks).read_at(0, 10)


def test_read_at__directory_among_the_parts_of_a_file__is_refused(blocks):
    root = create_parent(blocks, build_directory({}, blocks.put), announced_size=1)

    with pytest.raises(NotAFile):
        FileReader(root.cid, blocks).read_at(0, 1)


def test_read_at__bytes_beside_parts__are_refused(blocks):
    leaf = build_file(io.BytesIO(b"four"), blocks.put)
    message = number_field(1, Kind.FILE) + bytes_field(2, b"more") + number_field(4, 4)
    block = dag_pb.encode_node([Link(leaf.cid, "", 4)], message)
    root = Cid.of(DAG_PB, block)
    blocks.put(root, block)

    with pytest.raises(MalformedNode, match="bytes of its own"):
        FileReader(root, blocks).read_at(0, 8)


@given(block=st.binary(max_size=64))
def test_decode__any_bytes__are_read_or_refused(block):
    try:
        node = decode(block)
    except MalformedNode:
        return
    assert node.kind in Kind


@given(links=st.lists(st.builds(Link, cids, names_of_files, st.integers(0, 2**40))))
def test_decode__what_encode_directory_wrote__has_the_links_by_name(links):
    decoded = decode(encode_directory(links))

    assert list(decoded.links) == sorted(links, key=lambda link: link.name.encode())


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(node_of(b""), id="no kind"),
        pytest.param(node_of(number_field(1, 9)), id="unknown kind"),
        pytest.param(node_of(number_field(1, Kind.FILE) + number_field(4, 5)), id="size of no part"),
        pytest.param(node_of(number_field(1, Kind.FILE) + number_field(3, 5)), id="wrong size"),
        pytest.param(node_of(number_field(1, Kind.SHARD) + number_field(5, 0x12)), id="other hash"),
        pytest.param(node_of(number_field(1, Kind.DIRECTORY)) + bytes_field(2, b""), id="links after data"),
        pytest.param(bytes_field(2, bytes_field(2, b"name")), id="link without a hash"),
        pytest.param(bytes_field(2, bytes_field(1, b"Qm")), id="link that is no CID"),
        pytest.param(bytes_field(2, bytes_field(1, bytes(36)) + bytes_field(2, b"\xff")), id="name not UTF-8"),
        pytest.param(bytes_field(3, b""), id="unknown field"),
        pytest.param(b"\x0a\x05abc", id="cut off"),
        pytest.param(b"\x0d\x00\x00\x00\x00", id="wire type"),
    ],
)
def test_decode__malformed_block__is_refused(block):
    with pytest.raises(MalformedNode):
        decode(block)
