"""An archive holds an object and all it borrows, the same bytes each time, and knows where each block lies."""

import io
import tracemalloc

import pytest

from backend.ipfs.car import read_car
from backend.ipfs.cid import RAW, Cid
from backend.ipfs.errors import BlockDamaged, ContentMissing
from backend.ipfs.traversal import walk
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream


@pytest.fixture
def mix(store):
    return store.add_file(Keystream("mix", 3 * MEBIBYTE + 5))


@pytest.fixture
def release(store, mix):
    return store.add_directory({"1": b'{"name": "#1"}', "mix": mix, "silence": bytes(2 * MEBIBYTE)})


def test_chunks__directory_that_borrows__hold_everything_below_it(store, release):
    car = read_car(io.BytesIO(b"".join(store.open_archive(release.cid).chunks())))

    assert car.roots == (release.cid,)
    assert list(car.blocks) == list(walk(store, release.cid))


def test_size__of_an_archive__is_that_of_its_chunks(store, release):
    archive = store.open_archive(release.cid)

    assert archive.size == sum(map(len, archive.chunks()))


def test_chunks__twice__are_the_same_bytes(store, release):
    archive = store.open_archive(release.cid)

    assert list(archive.chunks()) == list(archive.chunks()) == list(store.open_archive(release.cid).chunks())


def test_locate__every_block__is_where_its_bytes_lie(store, release):
    archive = store.open_archive(release.cid)
    written = b"".join(archive.chunks())

    places = {cid: archive.locate(cid) for cid in archive.blocks}

    assert all(cid.matches(written[place.offset : place.offset + place.length]) for cid, place in places.items())


def test_locate__block_of_another_object__is_not_found(store, release):
    with pytest.raises(LookupError):
        store.open_archive(release.cid).locate(Cid.of(RAW, b"elsewhere"))


def test_open_archive__part_of_an_object__is_that_part(store, mix, release):
    assert store.open_archive(store.resolve(release.cid, "mix")).blocks == store.open_archive(mix.cid).blocks


def test_open_archive__unknown_root__is_missing(store):
    with pytest.raises(ContentMissing):
        store.open_archive(Cid.of(RAW, b"never stored"))


def test_open_archive__leaf_damaged__opens_and_refuses_to_send_it(store, mix, tmp_path):
    with (tmp_path / "store" / "objects" / str(mix.cid) / "blocks.car").open("r+b") as file:
        file.seek(MEBIBYTE // 2)
        file.write(b"noise")
    archive = store.open_archive(mix.cid)

    with pytest.raises(BlockDamaged):
        list(archive.chunks())


def test_chunks__long_mix__hold_a_few_blocks_in_memory(store):
    archive = store.open_archive(store.add_file(Keystream("long mix", 32 * MEBIBYTE)).cid)

    tracemalloc.start()
    sent = sum(len(chunk) for chunk in archive.chunks())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert sent == archive.size
    assert peak < 6 * MEBIBYTE
