"""Damage is found block by block, and a verified archive heals it."""

import io
import shutil

import pytest

from backend.ipfs.cid import RAW, Cid
from backend.ipfs.errors import BlockDamaged, ContentMissing, MalformedCar, RootDiffers
from backend.ipfs.store import Store
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream

MIX_BYTES = 2 * MEBIBYTE + 5


def create_mix():
    return Keystream("mix", MIX_BYTES)


def read_mix(store, cid):
    return store.open(cid).read_at(0, MIX_BYTES)


def damage_leaf(folder):
    with (folder / "blocks.car").open("r+b") as archive:
        archive.seek(MEBIBYTE // 2)
        archive.write(b"noise")


def cut_archive(folder):
    with (folder / "blocks.car").open("r+b") as archive:
        archive.truncate(MEBIBYTE // 2)


def cut_index(folder):
    with (folder / "index").open("r+b") as index:
        index.truncate(70)


@pytest.fixture
def objects(tmp_path):
    return tmp_path / "store" / "objects"


@pytest.fixture
def mix(store):
    return store.add_file(create_mix()).cid


@pytest.fixture
def archive(store, mix):
    return b"".join(store.open_archive(mix).chunks())


def test_check__whole_object__finds_nothing(store, mix):
    release = store.add_directory({"1": b"{}", "mix": store.add_file(create_mix())}).cid

    assert store.check(mix) == store.check(release) == []


def test_check__unknown_object__is_missing(store):
    with pytest.raises(ContentMissing):
        store.check(Cid.of(RAW, b"never stored"))


def test_check__one_leaf_damaged__names_it(store, mix, objects):
    damage_leaf(objects / str(mix))

    assert store.check(mix) == [Cid.of(RAW, create_mix().read(MEBIBYTE))]


def test_check__borrowed_block_damaged__names_it_too(store, mix, objects):
    release = store.add_directory({"mix": store.add_file(create_mix())}).cid
    damage_leaf(objects / str(mix))

    assert store.check(release) == store.check(mix)


@pytest.mark.parametrize("name", ["blocks.car", "index"])
@pytest.mark.parametrize("is_emptied", [True, False], ids=["empty", "gone"])
def test_check__file_lost__names_the_root(store, mix, objects, name, is_emptied):
    (objects / str(mix) / name).unlink()
    if is_emptied:
        (objects / str(mix) / name).touch()

    reopened = Store(objects.parent)

    assert reopened.pins() == [mix]
    assert reopened.check(mix) == [mix]


@pytest.mark.parametrize("damage", [damage_leaf, cut_archive, cut_index, shutil.rmtree])
def test_repair__damaged_object__is_whole_again(store, mix, archive, objects, damage):
    damage(objects / str(mix))

    store.repair(io.BytesIO(archive), mix)

    assert store.check(mix) == []
    assert read_mix(store, mix) == create_mix().read(MIX_BYTES)
    assert store.list_objects() == {mix: len(archive)}


def test_repair__again_and_again__keeps_one_copy(store, mix, archive, objects):
    for _ in range(3):
        store.repair(io.BytesIO(archive), mix)

    assert [path.name for path in (objects / str(mix)).iterdir()] == ["repair-000003"]
    assert list((objects.parent / "drafts").iterdir()) == []


def test_repair__another_store_open__reads_the_new_files(store, mix, archive, objects):
    other = Store(objects.parent)
    assert read_mix(other, mix) == create_mix().read(MIX_BYTES)

    store.repair(io.BytesIO(archive), mix)

    assert read_mix(other, mix) == create_mix().read(MIX_BYTES)


def test_repair__object_that_borrowed__stands_alone(store, mix, objects):
    release = store.add_directory({"1": b"{}", "mix": store.add_file(create_mix())}).cid
    archive = b"".join(store.open_archive(release).chunks())
    damage_leaf(objects / str(mix))

    store.repair(io.BytesIO(archive), release)

    assert read_mix(store, mix) == create_mix().read(MIX_BYTES)
    store.unpin(mix)
    assert store.check(release) == []


def test_repair__then_unpinned__leaves_nothing(store, mix, archive, objects):
    store.repair(io.BytesIO(archive), mix)

    store.unpin(mix)

    assert list(objects.iterdir()) == []


def test_repair__archive_damaged_too__changes_nothing(store, mix, archive, objects):
    damage_leaf(objects / str(mix))
    files = sorted(objects.rglob("*"))

    with pytest.raises(MalformedCar):
        store.repair(io.BytesIO(archive[:-1]), mix)

    assert sorted(objects.rglob("*")) == files
    assert len(store.check(mix)) == 1


def test_repair__archive_of_another_object__is_refused(store, mix, archive):
    other = store.add_file(io.BytesIO(b"other")).cid

    with pytest.raises(RootDiffers):
        store.repair(io.BytesIO(archive), other)


def test_read_block__archive_lost__is_damaged_not_missing(store, mix, objects):
    (objects / str(mix) / "blocks.car").unlink()

    with pytest.raises(BlockDamaged, match=str(mix)):
        store.read_block(mix)


def test_read_block__one_of_two_copies_damaged__is_read_from_the_other(store, mix, objects):
    store.add_directory({"copy": create_mix().read(MIX_BYTES)})
    damage_leaf(objects / str(mix))

    assert store.check(mix) == []
