"""`kill -9` at fifty random moments of an import, and at twenty of a repair: every object stays whole."""

import io
import signal

import pytest

from backend.ipfs.store import Store
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream
from tests.backend.ipfs.mortal import Writers

KILLED = -signal.SIGKILL


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def kept(directory):
    return Store(directory).add_file(Keystream("kept", 5000)).cid


@pytest.fixture
def release(tmp_path):
    origin = Store(tmp_path / "origin")
    mix = origin.add_file(Keystream("mix", MEBIBYTE + 5))
    root = origin.add_directory({"mix": mix, **{str(serial): b'{"name": "#%d"}' % serial for serial in range(9)}}).cid
    return root, b"".join(origin.open_archive(root).chunks())


def drafts(directory):
    return list((directory / "drafts").iterdir())


def damage(directory, root):
    """Break a leaf where the release is read from, and return what that is."""
    folder = directory / "objects" / str(root)
    with (max(folder.glob("repair-*"), default=folder) / "blocks.car").open("r+b") as archive:
        archive.seek(MEBIBYTE // 2)
        archive.write(b"noise")
    return Store(directory).check(root)


def test_import_car__killed_at_any_moment__is_whole_or_absent(directory, kept, release):
    root, archive = release
    writers = Writers(directory, "import_car", archive, root)
    outcomes = []

    for moment in writers.choose_moments(50):
        if root in (store := Store(directory)).pins():
            store.unpin(root)
        status, _ = writers.run(moment)
        store = Store(directory)
        outcomes.append((status, root in store.pins()))
        assert kept in store.pins()
        assert [store.check(pin) for pin in store.pins()] in ([[]], [[], []])
        assert drafts(directory) == []

    assert {(KILLED, False), (KILLED, True)} <= set(outcomes)


def test_repair__killed_at_any_moment__is_whole_or_as_damaged_as_before(directory, kept, release):
    root, archive = release
    Store(directory).import_car(io.BytesIO(archive))
    writers = Writers(directory, "repair", archive, root)
    outcomes = []

    for moment in writers.choose_moments(20):
        damaged = damage(directory, root)
        status, _ = writers.run(moment)
        store = Store(directory)
        outcomes.append((status, store.check(root) == []))
        assert store.check(root) in ([], damaged)
        assert store.check(kept) == []
        assert drafts(directory) == []

    assert {(KILLED, False), (KILLED, True)} <= set(outcomes)
