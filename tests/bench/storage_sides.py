"""The two sides of every comparison, on one file and one disk."""

import hashlib
import os
import secrets
import shutil
import subprocess

from backend.audio.sealing import KEY_BYTES, sealing_stream
from backend.ipfs.store import Store
from backend.ipfs.unixfs import build_file
from tests.node import find_node
from tests.peers.daemon import MODULES, NEWER_NODE

PIECE_BYTES = 1024 * 1024


def create_file(path, size):
    """Write `size` bytes that no disk can shorten; written once, they stay in memory for who reads them next."""
    with path.open("wb") as file:
        for start in range(0, size, PIECE_BYTES):
            file.write(secrets.token_bytes(min(PIECE_BYTES, size - start)))
    return path


class Sides:
    """What is measured: each method does its work once, from `source`; `tidy` removes what it left."""

    def __init__(self, source, folder):
        self._source = source
        self._copy = folder / "copy"
        self._car = folder / "blocks.car"
        self.store = Store(folder / "store")

    def digest(self):
        with self._source.open("rb") as file:
            hashlib.file_digest(file, "sha256")

    def address(self):
        with self._source.open("rb") as file:
            build_file(file, lambda _cid, _block: None)

    def copy(self):
        shutil.copyfile(self._source, self._copy)
        with self._copy.open("rb+") as file:
            os.fsync(file.fileno())

    def add(self):
        with self._source.open("rb") as file:
            return self.store.add_file(file)

    def seal_and_add(self):
        with self._source.open("rb") as file:
            return self.store.add_file(sealing_stream(file, bytes(KEY_BYTES), b"bench"))

    def ipfs_car_pack(self):
        program = [find_node(), "--require", NEWER_NODE, MODULES / ".bin" / "ipfs-car"]
        command = [*program, "pack", self._source, "--no-wrap", "--output", self._car]
        subprocess.run(command, check=True, capture_output=True)

    def tidy(self):
        for root in self.store.pins():
            self.store.unpin(root)
        for path in (self._copy, self._car):
            path.unlink(missing_ok=True)
