"""Opened files: private, whole or not there, and never more than there is room for."""

import os

import pytest

from backend.catalog.models import FileKind
from backend.catalog.sealed import open_sealed
from backend.listening.errors import OpenedFileStrange
from backend.listening.opened import OpenedFiles
from backend.listening.sounds import OpenedSound
from tests.backend.listening.hearing import seal

LONG_AGO = 10**18
MEBIBYTE = 2**20


@pytest.fixture
def create_file(store, keyring):
    """Seal a mix of so many MiB, all of one byte; returns its row and its reader."""

    def create_file(byte, mebibytes=3):
        file = seal(store, keyring, FileKind.MIX, bytes([byte]) * mebibytes * MEBIBYTE)
        return file, open_sealed(file, store, keyring)

    return create_file


def grow_old(path):
    os.utime(path, ns=(LONG_AGO, path.stat().st_mtime_ns))


def test_find__file_never_opened__is_none(opened, create_file):
    assert opened.find(create_file(1)[0]) is None


def test_add__file__is_whole_and_for_this_user_alone(opened, create_file, tmp_path):
    path = opened.add(*create_file(1))

    assert path.read_bytes() == b"\1" * 3 * MEBIBYTE
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_name_of__another_key__is_another(opened, create_file, tmp_path):
    file, _ = create_file(1)

    assert opened.name_of(file) != OpenedFiles(tmp_path / "other", 1, b"another key").name_of(file)


def test_add__no_room__removes_what_was_not_used_for_longest(opened, create_file):
    (first, reader), second, third = create_file(1), create_file(2), create_file(3)
    grow_old(opened.add(first, reader))
    opened.add(*second)

    opened.add(*third)

    assert [opened.find(file) is None for file in (first, second[0], third[0])] == [True, False, False]


def test_find__used_again__is_kept_when_there_is_no_room(opened, create_file):
    (first, reader), (second, other_reader) = create_file(1), create_file(2)
    for path in (opened.add(first, reader), opened.add(second, other_reader)):
        grow_old(path)
    opened.find(first)

    opened.add(*create_file(3))

    assert (opened.find(first) is None, opened.find(second) is None) == (False, True)


def test_fits__larger_than_all_the_room__does_not(opened, create_file):
    assert [opened.fits(create_file(1, size)[0]) for size in (8, 9)] == [True, False]


def test_sweep__release_that_changed__drops_the_old_file(opened, create_file):
    (old, old_reader), (new, new_reader) = create_file(1, 1), create_file(2, 1)
    opened.add(old, old_reader)
    opened.add(new, new_reader)

    opened.sweep([new])

    assert (opened.find(old), opened.find(new) is None) == (None, False)


def test_sweep__unused_for_a_day__is_dropped(opened, create_file):
    file, reader = create_file(1)
    grow_old(opened.add(file, reader))

    opened.sweep([file])

    assert opened.find(file) is None


def test_sweep__part_of_a_killed_process__is_dropped_and_a_new_one_is_not(opened, tmp_path):
    for name in ("old.part", "new.part"):
        (tmp_path / "opened" / name).write_bytes(b"half")
    grow_old(tmp_path / "opened" / "old.part")

    opened.sweep([])

    assert [path.name for path in (tmp_path / "opened").iterdir()] == ["new.part"]


def test_opened_sound__removed_while_heard__goes_on(opened, create_file):
    file, reader = create_file(1)
    path = opened.add(file, reader)
    sound = OpenedSound(path, file.size)

    path.unlink()

    assert sound.read(5, 8) == sound.read_cached(5, 8) == b"\1\1\1"


@pytest.mark.parametrize(
    "tamper", [lambda path: path.write_bytes(b"short"), lambda path: path.chmod(0o644)], ids=["cut", "open to others"]
)
def test_opened_sound__tampered_with__is_refused(opened, create_file, tamper):
    file, reader = create_file(1)
    path = opened.add(file, reader)
    tamper(path)

    with pytest.raises(OpenedFileStrange):
        OpenedSound(path, file.size)
