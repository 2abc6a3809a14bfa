"""What must never be committed: registry addresses, paths of a machine, binaries."""

import re
import subprocess
from pathlib import Path

TRACKED = [Path(name) for name in subprocess.check_output(["git", "ls-files"], text=True).splitlines()]
REGISTRY = re.compile(rb"https?://[\w.-]*(?:py" rb"pi|python" rb"hosted|npm" rb"js|yarn" rb"pkg)[\w.-]*")
MACHINE_PATH = re.compile(rb"(?<![\w.])/(?:ro" rb"ot|ho" rb"me/\w+|Us" rb"ers/\w+)/")


def find_files(pattern):
    return [path for path in TRACKED if path.is_file() and pattern.search(path.read_bytes())]


def test_tracked_files__registry_addresses__none():
    assert find_files(REGISTRY) == []


def test_tracked_files__machine_paths__none():
    assert find_files(MACHINE_PATH) == []


def test_tracked_files__binaries__none():
    assert [path for path in TRACKED if path.is_file() and b"\0" in path.read_bytes()[:8192]] == []
