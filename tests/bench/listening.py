"""Measure who listens, how many at once, and how soon nobody else does: `make bench-listening`, some ten minutes."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RESULT = Path(__file__).with_name("listening.json")
# Each in a process of its own, one after the other: they would measure one another.
PARTS = ("door", "plays", "sound", "index", "revocation")
DIGITS = 3


def measure(part):
    """Return the figures of one part by their names."""
    command = [sys.executable, "-m", f"tests.bench.listening_{part}"]
    answer = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(answer)


def main():
    result = {name: round(figure, DIGITS) for part in PARTS for name, figure in measure(part).items()}
    result["conditions"] = (
        "loopback without TLS, files in the page cache, client and server on the same cores; cores and ms of CPU are "
        "the server's own; 10,000 listeners at 160 kbit/s for 30 s; 100,000 holders and 1,000,000 transfers; "
        "revocation is the slowest of five sales, from the transfer's block to the last byte, with POLL_SECONDS=1; "
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    sys.stdout.write(RESULT.read_text())


if __name__ == "__main__":
    main()
