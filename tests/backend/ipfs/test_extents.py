"""Reading stored files where they lie: the same bytes, without their blocks being hashed."""

import io
import random

import pytest

from backend.ipfs.extents import ExtentReader, NotCached, read_cached
from backend.ipfs.store import Store

MEGABYTE = 1024 * 1024
CONTENT = random.Random(5).randbytes(3 * MEGABYTE + 77)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "ipfs")


@pytest.fixture
def reader(store):
    return ExtentReader(store.locate(store.add_file(io.BytesIO(CONTENT)).cid))


@pytest.mark.parametrize(
    ("offset", "length"),
    [(0, 10), (MEGABYTE - 5, 10), (0, len(CONTENT)), (len(CONTENT) - 3, 10), (MEGABYTE, MEGABYTE), (len(CONTENT), 1)],
    ids=str,
)
def test_read_at__any_part__is_that_of_the_file(reader, offset, length):
    expected = CONTENT[offset : offset + length]

    assert reader.read_at(offset, length) == reader.read_cached_at(offset, length) == expected


def test_read_at__repeated_blocks__lie_in_one_place(store):
    content = bytes(5 * MEGABYTE)
    reader = ExtentReader(store.locate(store.add_file(io.BytesIO(content)).cid))

    assert (reader.size, reader.read_at(3 * MEGABYTE - 1, 2)) == (5 * MEGABYTE, b"\0\0")


@pytest.mark.parametrize("content", [b"", b"small"], ids=["empty", "one block"])
def test_read_at__small_file__is_read(store, content):
    reader = ExtentReader(store.locate(store.add_file(io.BytesIO(content)).cid))

    assert (reader.size, reader.read_at(0, 99)) == (len(content), content)


def test_locate__directory__is_nowhere(store):
    assert store.locate(store.add_directory({"a": b"b"}).cid) is None


def test_locate__nothing_stored__is_nowhere(store, tmp_path):
    elsewhere = Store(tmp_path / "elsewhere").add_file(io.BytesIO(b"there"))

    assert store.locate(elsewhere.cid) is None


def test_read_at__object_removed_while_open__goes_on(store, reader):
    store.unpin(store.pins()[0])

    assert reader.read_at(5, 10) == CONTENT[5:15]


def test_read_cached__behind_the_end__is_not_cached(tmp_path):
    (tmp_path / "file").write_bytes(b"short")
    with (tmp_path / "file").open("rb") as file, pytest.raises(NotCached):
        read_cached(file.fileno(), 10, 0)
