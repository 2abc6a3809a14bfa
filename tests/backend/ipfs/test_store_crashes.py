"""A writer killed at any moment leaves the whole object or nothing, and what it left is swept."""

import io
import itertools
import signal
import subprocess
import sys

import pytest

from backend.ipfs.store import Store
from tests.backend.ipfs.writer import CONTENT, DIRECTORY


def create_writer(store_directory, *arguments):
    command = [sys.executable, "-m", "tests.backend.ipfs.writer", str(store_directory), *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def is_killed(store_directory, *arguments):
    with create_writer(store_directory, *arguments) as writer:
        status = writer.wait()
    assert status in (0, -signal.SIGKILL)
    return status != 0


def drafts(store_directory):
    return list((store_directory / "drafts").iterdir())


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def halted_writer(directory):
    with create_writer(directory, "halt") as writer:
        assert writer.stdout.readline() == "half\n"
        yield writer
        writer.kill()


def test_add_file__killed_half_way__leaves_nothing(directory, halted_writer):
    halted_writer.kill()
    halted_writer.wait()
    assert len(drafts(directory)) == 1

    store = Store(directory)

    assert store.pins() == []
    assert drafts(directory) == []


def test_open__while_another_process_writes__leaves_its_draft_alone(directory, halted_writer):
    store = Store(directory)
    assert store.pins() == []

    halted_writer.communicate("go on\n" * 3)

    [root] = store.pins()
    assert store.open(root).read_at(0, len(CONTENT)) == CONTENT


def test_add_directory__killed_at_each_touch_of_the_disk__is_whole_or_absent(tmp_path):
    for moment in itertools.count(1):
        directory = tmp_path / str(moment)
        killed = is_killed(directory, "add", moment)

        store = Store(directory)
        assert drafts(directory) == []
        assert [store.open(store.resolve(root, "1")).size for root in store.pins()] in ([], [len(DIRECTORY["1"])])
        assert store.pins() in ([], [store.add_directory(DIRECTORY).cid])
        if not killed:
            break

    assert moment > len(("lock", "draft", "archive", "index", "borrowed", "lock", "rename"))


def test_unpin__killed_at_each_touch_of_the_disk__is_whole_or_absent(tmp_path):
    for moment in itertools.count(1):
        directory = tmp_path / str(moment)
        root = Store(directory).add_file(io.BytesIO(CONTENT)).cid
        killed = is_killed(directory, "unpin", moment, root)

        store = Store(directory)
        assert drafts(directory) == []
        assert [store.open(pin).read_at(0, len(CONTENT)) for pin in store.pins()] in ([], [CONTENT])
        if not killed:
            break

    assert store.pins() == []
    assert moment > len(("lock", "index", "lock", "rename", "delete"))
