"""`ipfs-car` makes the same addresses of the same bytes, and unpacks what we archive."""

import pytest

from backend.ipfs.store import Store
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream

LEAF = MEBIBYTE


@pytest.fixture
def create_file(tmp_path):
    def create(size):
        path = tmp_path / f"file-{size}"
        path.write_bytes(Keystream("peers", size).read(size))
        return path

    return create


@pytest.fixture
def create_directory(tmp_path):
    def create(count):
        folder = tmp_path / "editions"
        folder.mkdir()
        for serial in range(1, count + 1):
            (folder / str(serial)).write_text(f'{{"name": "#{serial}"}}')
        return folder

    return create


def add_file(store, path):
    with path.open("rb") as file:
        return store.add_file(file).cid


def add_directory(store, folder):
    return store.add_directory({path.name: path.read_bytes() for path in folder.iterdir()}).cid


def write_archive(store, root, path):
    path.write_bytes(b"".join(store.open_archive(root).chunks()))


def pack(ipfs_car, source, car):
    """Let `ipfs-car` pack a file, or what is in a folder as a directory, and return the root it prints."""
    options = [] if source.is_dir() else ["--no-wrap"]
    return ipfs_car("pack", source, *options, "--output", car).split()[-1]


@pytest.mark.parametrize("size", [0, 1, LEAF - 1, LEAF, LEAF + 1, 5 * LEAF + 7])
def test_add_file__any_size__has_the_address_ipfs_car_gives(store, ipfs_car, create_file, tmp_path, size):
    source = create_file(size)

    assert pack(ipfs_car, source, tmp_path / "theirs.car") == str(add_file(store, source))


@pytest.mark.parametrize("count", [1, 100, 10_000])
def test_add_directory__any_size__has_the_address_ipfs_car_gives(store, ipfs_car, create_directory, tmp_path, count):
    folder = create_directory(count)

    assert pack(ipfs_car, folder, tmp_path / "theirs.car") == str(add_directory(store, folder))


def test_import_car__what_ipfs_car_packed__is_kept_whole(ipfs_car, store, create_directory, tmp_path):
    folder = create_directory(20)
    root = pack(ipfs_car, folder, tmp_path / "theirs.car")

    with (tmp_path / "theirs.car").open("rb") as archive:
        imported = store.import_car(archive)

    assert str(imported) == root
    assert imported == add_directory(Store(tmp_path / "other"), folder)
    assert store.check(imported) == []


def test_archive__of_a_directory__is_unpacked_by_ipfs_car(store, ipfs_car, create_directory, tmp_path):
    folder = create_directory(20)
    write_archive(store, add_directory(store, folder), tmp_path / "ours.car")

    ipfs_car("unpack", tmp_path / "ours.car", "--output", tmp_path / "unpacked")

    read = {path.name: path.read_bytes() for path in (tmp_path / "unpacked").iterdir()}
    assert read == {path.name: path.read_bytes() for path in folder.iterdir()}
