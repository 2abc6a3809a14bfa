"""Objects are kept whole, found by address, read in parts and removed only on purpose."""

import errno
import io
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.ipfs.car import read_car
from backend.ipfs.cid import RAW, Cid
from backend.ipfs.errors import BlockDamaged, ContentMissing, InvalidName, NotAFile, StillReferenced, StoreFull
from backend.ipfs.store import Store
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream

MIX_BYTES = 3 * MEBIBYTE + 5


class BrokenStream:
    """A stream that gives one leaf and then fails."""

    def __init__(self, error):
        self._error = error
        self._pieces = [bytes(MEBIBYTE)]

    def read(self, _size):
        if not self._pieces:
            raise self._error
        return self._pieces.pop()


def create_mix():
    return Keystream("mix", MIX_BYTES)


def archive_of(store_directory, cid):
    return store_directory / "objects" / str(cid) / "blocks.car"


def read_whole(store, cid):
    reader = store.open(cid)
    return reader.read_at(0, reader.size)


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def mix(store):
    return store.add_file(create_mix())


@pytest.fixture
def metadata(store, mix):
    return store.add_directory({"1": b'{"name": "#1"}', "2": b'{"name": "#2"}', "mix": mix})


def test_add_file__a_stream__can_be_read_anywhere(store, mix):
    reader = store.open(mix.cid)

    content = create_mix().read(MIX_BYTES)
    assert reader.size == mix.file_size == MIX_BYTES
    assert reader.read_at(MEBIBYTE - 2, 4) == content[MEBIBYTE - 2 : MEBIBYTE + 2]
    assert reader.read_at(MIX_BYTES - 3, 100) == content[-3:]


def test_add_file__again__is_the_same_object(store, mix, directory):
    archive = archive_of(directory, mix.cid)
    written = archive.stat()

    assert store.add_file(create_mix()) == mix
    assert store.pins() == [mix.cid]
    assert archive.stat().st_ino == written.st_ino


def test_add_file__silence__keeps_each_leaf_once(store, directory):
    node = store.add_file(io.BytesIO(bytes(8 * MEBIBYTE)))

    assert archive_of(directory, node.cid).stat().st_size < 2 * MEBIBYTE
    assert read_whole(store, node.cid) == bytes(8 * MEBIBYTE)


def test_add_file__finished__is_an_archive_anyone_can_read(mix, directory):
    with archive_of(directory, mix.cid).open("rb") as file:
        car = read_car(file)
        blocks = dict(car.blocks)

    assert car.roots == (mix.cid,)
    assert sum(len(block) for cid, block in blocks.items() if cid.codec == RAW) == MIX_BYTES


def test_add_file__many_threads_at_once__store_one_object(store, directory):
    with ThreadPoolExecutor(4) as threads:
        nodes = list(threads.map(lambda _: store.add_file(create_mix()), range(8)))

    assert store.pins() == [nodes[0].cid]
    assert set(nodes) == {nodes[0]}
    assert list((directory / "drafts").iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT], ids=["disk full", "quota used up"])
def test_add_file__no_room__says_so_and_keeps_nothing(store, directory, number):
    with pytest.raises(StoreFull, match="Free some space"):
        store.add_file(BrokenStream(OSError(number, "no room")))

    assert store.pins() == []
    assert list((directory / "drafts").iterdir()) == []


def test_add_file__stream_breaks__keeps_nothing(store, directory):
    with pytest.raises(ConnectionResetError):
        store.add_file(BrokenStream(ConnectionResetError()))

    assert list((directory / "drafts").iterdir()) == []


def test_add_directory__bytes_and_nodes__are_found_by_path(store, mix, metadata):
    assert read_whole(store, store.resolve(metadata.cid, "2")) == b'{"name": "#2"}'
    assert store.resolve(metadata.cid, "mix") == mix.cid
    assert store.pins() == sorted([mix.cid, metadata.cid], key=str)


def test_add_directory__of_directories__is_followed_down(store, mix, metadata):
    outer = store.add_directory({"metadata": metadata})

    assert store.resolve(outer.cid, "metadata/mix") == mix.cid


def test_add_directory__ten_thousand_editions__are_each_found(store):
    editions = {str(serial): b'{"name": "#%d"}' % serial for serial in range(1, 10_001)}

    root = store.add_directory(editions).cid

    assert read_whole(store, store.resolve(root, "10000")) == editions["10000"]


def test_add_directory__node_from_elsewhere__is_refused(mix, tmp_path):
    empty_store = Store(tmp_path / "other")

    with pytest.raises(ContentMissing, match="does not keep"):
        empty_store.add_directory({"mix": mix})

    assert empty_store.pins() == []


def test_add_directory__impossible_name__keeps_nothing(store):
    with pytest.raises(InvalidName):
        store.add_directory({"../1": b"{}"})

    assert store.pins() == []


def test_open__directory__is_not_a_file(store, metadata):
    with pytest.raises(NotAFile, match="is a directory"):
        store.open(metadata.cid)


def test_open__unknown_content__is_missing(store):
    with pytest.raises(ContentMissing):
        store.open(Cid.of(RAW, b"never stored"))


@pytest.mark.usefixtures("mix")
def test_has__leaf_of_a_file__is_held(store):
    first_leaf = Cid.of(RAW, create_mix().read(MEBIBYTE))

    assert store.has(first_leaf)
    assert not store.has(Cid.of(RAW, b"never stored"))


def test_read_at__byte_changed_on_disk__refuses_that_leaf_only(store, mix, directory):
    with archive_of(directory, mix.cid).open("r+b") as archive:
        archive.seek(MEBIBYTE // 2)
        archive.write(b"noise")
    reader = store.open(mix.cid)

    with pytest.raises(BlockDamaged, match="is damaged and was not used"):
        reader.read_at(0, 1)
    assert reader.read_at(2 * MEBIBYTE, 1) == create_mix().read(2 * MEBIBYTE + 1)[-1:]


def test_read_at__archive_cut_off__refuses_the_rest(store, mix, directory):
    with archive_of(directory, mix.cid).open("r+b") as archive:
        archive.truncate(MEBIBYTE)

    with pytest.raises(BlockDamaged):
        store.open(mix.cid)


def test_store__opened_twice__sees_what_the_other_does(store, mix, directory):
    other = Store(directory)
    metadata = other.add_directory({"mix": mix})
    assert store.resolve(metadata.cid, "mix") == mix.cid

    other.unpin(metadata.cid)

    assert not store.has(metadata.cid)
    assert store.pins() == [mix.cid]


def test_store__object_stored_anew_by_another__is_read_by_its_new_index(store, mix, directory):
    other = Store(directory)
    content = create_mix().read(MIX_BYTES)
    root = other.add_directory({"1": b"first", "mix": content}).cid
    assert read_whole(store, store.resolve(root, "1")) == b"first"

    other.unpin(root)
    other.add_directory({"1": b"first", "mix": mix})

    assert read_whole(store, store.resolve(root, "1")) == b"first"


def test_pins__other_files_in_the_folder__are_overlooked(store, mix, directory):
    (directory / "objects" / ".DS_Store").touch()

    assert store.pins() == [mix.cid]
    assert not store.has(Cid.of(RAW, b"never stored"))


def test_unpin__an_object__removes_its_bytes(store, mix, directory):
    store.unpin(mix.cid)

    assert not store.has(mix.cid)
    assert [list(folder.iterdir()) for folder in directory.iterdir()] == [[], []]


def test_unpin__object_another_needs__is_refused(store, mix, metadata):
    with pytest.raises(StillReferenced, match=r"Unpin .* first"):
        store.unpin(mix.cid)

    store.unpin(metadata.cid)
    store.unpin(mix.cid)
    assert store.pins() == []


def test_unpin__needed_block_kept_by_a_third__is_removed(store, mix, metadata):
    copy = store.add_directory({"copy": create_mix().read(MIX_BYTES)})

    store.unpin(mix.cid)

    assert read_whole(store, store.resolve(metadata.cid, "mix")) == create_mix().read(MIX_BYTES)
    assert store.pins() == sorted([copy.cid, metadata.cid], key=str)


def test_unpin__unknown_object__is_missing(store):
    with pytest.raises(ContentMissing):
        store.unpin(Cid.of(RAW, b"never stored"))


def test_add_and_read__long_mix__hold_a_few_leaves_in_memory(store):
    stream = Keystream("long mix", 48 * MEBIBYTE)

    tracemalloc.start()
    reader = store.open(store.add_file(stream).cid)
    for offset in range(0, reader.size, 64 * 1024):
        reader.read_at(offset, 64 * 1024)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 6 * MEBIBYTE
