"""A writer in a process of its own, killed or refused: `python -m tests.backend.ipfs.writer STORE COMMAND [N]`."""

import errno
import io
import os
import resource
import signal
import sys
from pathlib import Path

from backend.ipfs.cid import Cid
from backend.ipfs.errors import StoreFull
from backend.ipfs.store import Store

DISK_EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree")
CONTENT = bytes(range(256)) * 8192  # two leaves
DIRECTORY = {"1": b'{"name": "#1"}', "contract.json": b'{"name": "Mix"}'}


class HaltingStream:
    """A stream that says when it is half read, and then gives no more until told to."""

    def __init__(self):
        self._stream = io.BytesIO(CONTENT)

    def read(self, size):
        if self._stream.tell() >= len(CONTENT) // 2:
            sys.stdout.write("half\n")
            sys.stdout.flush()
            sys.stdin.readline()
        return self._stream.read(size)


def at_disk_event(store_directory, count, happen):
    """Let something happen when this process touches the store for the `count`-th time."""
    left = [count]

    def watch(event, arguments):
        if event in DISK_EVENTS and str(arguments[0]).startswith(str(store_directory)):
            left[0] -= 1
            if left[0] == 0:
                happen()

    sys.addaudithook(watch)


def die():
    """End at once, as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def refuse():
    """Answer as a full disk does."""
    raise OSError(errno.ENOSPC, "no room")


def add_or_explain(store):
    """Add the directory, or print the sentence of the error."""
    try:
        store.add_directory(DIRECTORY)
    except StoreFull as error:
        sys.stdout.write(error.sentence)


def run(store_directory, command, *arguments):
    """Do what `command` says to the store."""
    store = Store(store_directory)
    if command == "halt":
        store.add_file(HaltingStream())
    elif command == "add":
        at_disk_event(store_directory, int(arguments[0]), die)
        store.add_directory(DIRECTORY)
    elif command == "fill":
        at_disk_event(store_directory, int(arguments[0]), refuse)
        add_or_explain(store)
    elif command == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(arguments[0]), resource.RLIM_INFINITY))
        add_or_explain(store)
    elif command == "unpin":
        at_disk_event(store_directory, int(arguments[0]), die)
        store.unpin(Cid.parse(arguments[1]))


if __name__ == "__main__":
    run(Path(sys.argv[1]), *sys.argv[2:])
