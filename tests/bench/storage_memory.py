"""How much memory the store takes for a large file, in a process that does nothing else."""

import sys
from pathlib import Path

from backend.ipfs.store import Store
from tests.bench.storage_sides import PIECE_BYTES, Sides, create_file

KIB = 1024
MB = 1_000_000
STATUS = Path("/proc/self/status")
FORGET_THE_PEAK = "5"  # Linux, proc_pid_clear_refs(5)


def read_memory(name):
    """Return a line of Linux's status of this process in bytes."""
    [line] = [line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:")]
    return int(line.split()[1]) * KIB


class ChunkStream:
    """Chunks as a stream, as an upload gives them."""

    def __init__(self, chunks):
        self._chunks = chunks
        self._ready = b""

    def read(self, size):
        if not self._ready:
            self._ready = next(self._chunks, b"")
        piece, self._ready = self._ready[:size], self._ready[size:]
        return piece


def go_round(sides, other):
    """Seal, store, archive, import elsewhere, check."""
    root = sides.seal_and_add().cid
    other.import_car(ChunkStream(sides.store.open_archive(root).chunks()))
    other.check(root)
    sides.tidy()
    other.unpin(root)


def measure_memory(source, folder):
    """Return the peak above idle in bytes."""
    other = Store(folder / "other")
    # What a server has loaded anyway.
    go_round(Sides(create_file(folder / "small", PIECE_BYTES), folder), other)
    idle = read_memory("VmRSS")
    Path("/proc/self/clear_refs").write_text(FORGET_THE_PEAK)
    go_round(Sides(source, folder), other)
    return read_memory("VmHWM") - idle


if __name__ == "__main__":
    sys.stdout.write(f"{measure_memory(Path(sys.argv[1]), Path(sys.argv[2])) / MB:.1f}\n")
