"""Archives are written canonically and read strictly."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.ipfs import varint
from backend.ipfs.car import MAX_BLOCK_BYTES, CarWriter, encode_header, read_car
from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.ipfs.errors import MalformedCar, MalformedVarint
from tests.backend.ipfs.strategies import cids

ROOT = Cid.of(RAW, b"root")
ROOT_V0 = Cid.of(DAG_PB, b"root", version=0)
HEADER_BYTES = 59


def create_archive(*blocks):
    file = io.BytesIO()
    writer = CarWriter(file)
    for block in blocks:
        writer.put(Cid.of(RAW, block), block)
    writer.finish(ROOT)
    return file.getvalue()


def read_all(archive):
    car = read_car(io.BytesIO(archive))
    return car.roots, [block for _, block in car.blocks]


@given(blocks=st.lists(st.binary(max_size=50), unique=True))
def test_read_car__what_car_writer_wrote__is_the_same(blocks):
    assert read_all(create_archive(*blocks)) == ((ROOT,), blocks)


@given(blocks=st.lists(st.binary(max_size=50), unique=True))
def test_positions__of_every_block__point_at_its_bytes(blocks):
    file = io.BytesIO()
    writer = CarWriter(file)
    for block in blocks:
        writer.put(Cid.of(RAW, block), block)

    places = [writer.positions[Cid.of(RAW, block).digest] for block in blocks]

    assert [file.getvalue()[place.offset : place.offset + place.length] for place in places] == blocks


def test_put__same_block_twice__is_written_once():
    assert read_all(create_archive(b"beat", b"beat")) == ((ROOT,), [b"beat"])


def test_finish__one_root__writes_the_canonical_header():
    header = bytes.fromhex("3aa265726f6f747381d82a582500") + ROOT.encoded + bytes.fromhex("6776657273696f6e01")

    assert create_archive()[:HEADER_BYTES] == header


@given(roots=st.lists(cids, max_size=23))
def test_read_car__several_roots__are_all_read(roots):
    assert read_all(encode_header(roots)) == (tuple(roots), [])


def test_finish__root_of_version_0__is_read_back():
    file = io.BytesIO()
    writer = CarWriter(file, root_version=0)
    writer.put(ROOT_V0, b"root")
    writer.finish(ROOT_V0)

    assert read_all(file.getvalue()) == ((ROOT_V0,), [b"root"])


def test_encode_header__too_many_roots__is_refused():
    with pytest.raises(MalformedCar, match="at most 23 roots"):
        encode_header([ROOT] * 24)


def test_read_car__never_finished__is_refused():
    file = io.BytesIO()
    CarWriter(file).put(ROOT, b"root")

    with pytest.raises(MalformedCar):
        read_all(file.getvalue())


def test_read_car__version_before_roots__is_refused():
    canonical = encode_header([ROOT])
    swapped = canonical[:2] + canonical[-9:] + canonical[2:-9]

    with pytest.raises(MalformedCar, match="not the canonical one"):
        read_all(swapped)


@given(place=st.integers(0, 200), bit=st.integers(0, 7))
def test_read_car__one_bit_flipped__is_refused(place, bit):
    archive = bytearray(create_archive(b"kick" * 20, b"hats" * 20))
    digest_of_root = range(HEADER_BYTES - 9 - 32, HEADER_BYTES - 9)
    codec_of_root = digest_of_root.start - 3
    place %= len(archive)
    archive[place] ^= 1 << bit

    # Another root is another valid header; only its importer can tell that it is not in the archive.
    if place in digest_of_root or place == codec_of_root:
        return
    with pytest.raises(MalformedCar):
        read_all(bytes(archive))


@given(cut=st.integers(1, 100))
def test_read_car__cut_off_inside_a_block__is_refused(cut):
    archive = create_archive(b"k" * 100)

    with pytest.raises(MalformedCar, match="cut off"):
        read_all(archive[:-cut])


@pytest.mark.parametrize(
    "section",
    [
        pytest.param(b"\x00", id="empty section"),
        pytest.param(varint.encode(MAX_BLOCK_BYTES + 37), id="block too large"),
        pytest.param(b"\xff" * 10, id="number too large"),
        pytest.param(b"\x85\x00", id="number padded"),
        pytest.param(b"\x05short", id="no CID"),
    ],
)
def test_read_car__malformed_section__is_refused(section):
    with pytest.raises(MalformedCar):
        read_all(create_archive() + section)


@pytest.mark.parametrize("archive", [b"", b"\x00", b"\x02\xa2\x65"], ids=["empty", "no header", "short header"])
def test_read_car__no_archive_at_all__is_refused(archive):
    with pytest.raises(MalformedCar):
        read_all(archive)


@given(number=st.integers(0, 2**63))
def test_varint__any_number__is_read_back(number):
    encoded = varint.encode(number)

    assert varint.decode(encoded, 0) == (number, len(encoded))
    assert varint.read(io.BytesIO(encoded)) == number


def test_varint__cut_off__is_refused():
    with pytest.raises(MalformedVarint, match="cut off"):
        varint.read(io.BytesIO(b"\x80"))
