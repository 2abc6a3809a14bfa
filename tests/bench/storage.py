"""Measure the content store beside what it is compared with: `make bench-storage`, some three minutes."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.storage_gateway import measure_ranges
from tests.bench.storage_sides import Sides, create_file

ROOT = Path(__file__).parents[2]
RESULT = Path(__file__).with_name("storage.json")
MB = 1_000_000
SIZES = {"200_mb": 200 * MB, "1_gb": 1000 * MB}
# A side is as fast as its best run: others on the machine can only slow it down.
ROUNDS = {"200_mb": 5, "1_gb": 3}
EDITIONS = 10_000
# What is compared, our side last.
COMPARISONS = {
    "cid_vs_file_digest": ("digest", "address"),
    "store_vs_ipfs_car": ("ipfs_car_pack", "add"),
    "seal_store_vs_copy": ("copy", "seal_and_add"),
}


def time_sides(sides, rounds):
    """Return the seconds of every side's best run; the sides take turns."""
    names = [name for pair in COMPARISONS.values() for name in pair]
    runs = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            begun = time.perf_counter()
            getattr(sides, name)()
            runs[name].append(time.perf_counter() - begun)
            sides.tidy()
    return {name: min(seconds) for name, seconds in runs.items()}


def time_directory(sides, folder):
    """Return the seconds to store ten thousand metadata files as a directory."""
    for number in range(1, EDITIONS + 1):
        edition = {"name": f"Night Bus #{number}", "image": "ipfs://cover", "attributes": [{"value": number}]}
        (folder / str(number)).write_text(json.dumps(edition))
    begun = time.perf_counter()
    sides.store.add_directory({path.name: path.read_bytes() for path in folder.iterdir()})
    return time.perf_counter() - begun


def measure_memory(source, folder):
    """Return the megabytes that storing `source` takes, in a process that did nothing else."""
    command = [sys.executable, "-m", "tests.bench.storage_memory", str(source), str(folder)]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def measure(scratch):
    """Return the record but for its conditions."""
    best = {}
    for label, size in SIZES.items():
        source = create_file(scratch / label, size)
        sides = Sides(source, scratch)
        best[label] = time_sides(sides, ROUNDS[label])
    (scratch / "editions").mkdir()
    directory_seconds = min(time_directory(sides, scratch / "editions") for _ in range(3))
    sides.tidy()
    memory = measure_memory(source, scratch)
    ranges = measure_ranges(scratch / "store", sides.add().cid, size)
    ratios = {
        name: round(min(seconds[theirs] / seconds[ours] for seconds in best.values()), 2)
        for name, (theirs, ours) in COMPARISONS.items()
    }
    return ratios | {
        "rss_above_idle_mb": memory,
        "gateway_range_p50_ms": round(statistics.median(ranges), 2),
        "import_10000_s": round(directory_seconds, 2),
        "gateway_range_p95_ms": round(ranges[len(ranges) * 95 // 100], 2),
        "mb_per_s": {
            label: {name: round(SIZES[label] / MB / taken) for name, taken in seconds.items()}
            for label, seconds in best.items()
        },
    }


def main():
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as scratch:
        result = measure(Path(scratch))
    result["conditions"] = (
        f"best of {ROUNDS['200_mb']} runs with 200 MB and of {ROUNDS['1_gb']} with 1 GB, in turns; ratios "
        "of the size that is worse for us; the file in the page cache; fsync, but for ipfs-car; ranges of 256 KiB at "
        f"random places of 1 GB over one connection; {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    sys.stdout.write(RESULT.read_text())


if __name__ == "__main__":
    main()
