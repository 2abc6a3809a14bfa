"""A disk that is full at any step gets a sentence, and the store stays as it was."""

import io
import itertools
import subprocess
import sys

import pytest

from backend.ipfs.store import Store
from backend.ipfs.write_behind import BATCH_BYTES, WriteBehind

FULL = "The disk of the content store is full and nothing was stored. Free some space and try again."
# What a small directory's archive takes.
ARCHIVE_BYTES = 350


def run_writer(store_directory, command, number):
    arguments = [sys.executable, "-m", "tests.backend.ipfs.writer", str(store_directory), command, str(number)]
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def directory(tmp_path):
    directory = tmp_path / "store"
    Store(directory).add_file(io.BytesIO(b"kept"))
    return directory


def files(directory):
    return sorted(directory.rglob("*"))


def test_add_directory__disk_full_at_each_step__says_so_and_changes_nothing(directory):
    before = files(directory)

    said = [run_writer(directory, "fill", step) for step in range(1, 6)]

    assert said == [FULL] * 5
    assert files(directory) == before


def test_add_directory__disk_full_after_the_last_step__is_stored(directory):
    steps = itertools.count(1)

    assert next(step for step in steps if run_writer(directory, "fill", step) == "") > 5
    assert len(Store(directory).pins()) == 2


@pytest.mark.parametrize("limit", [0, 1, 100, ARCHIVE_BYTES // 2])
def test_add_directory__file_may_not_grow__says_so_and_changes_nothing(directory, limit):
    before = files(directory)

    assert run_writer(directory, "limit", limit) == FULL
    assert files(directory) == before


def test_write_behind__disk_full__fails_at_the_next_wait_and_closes():
    file = WriteBehind(open("/dev/full", "w+b", buffering=0))  # noqa: PTH123, SIM115 - WriteBehind closes it
    file.write(bytes(BATCH_BYTES))

    with pytest.raises(OSError, match="No space left"):
        file.flush()
    file.close()
