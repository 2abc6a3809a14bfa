"""`make demo once=1` on a fresh clone: what a stranger does first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.anvil import ROOT

STEPS = [f"{number}. " for number in range(1, 10)]


@pytest.fixture
def clone(tmp_path):
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "clone")], check=True)
    return tmp_path / "clone"


def list_programs(folder):
    """Return the running programs that have `folder` in their command."""
    commands = (path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists())
    return [command for command in commands if str(folder).encode() in command]


def test_make_demo_once__fresh_clone__plays_the_story_and_leaves_nothing(clone):
    plain = {
        key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "ANVIL")
    }
    command = ["make", "demo", "once=1", f"PYTHON={sys._base_executable}"]

    finished = subprocess.run(command, cwd=clone, env=plain, capture_output=True, text=True, check=False)

    assert finished.returncode == 0, finished.stdout + finished.stderr
    lines = finished.stdout.splitlines()
    assert next(line for line in lines if line.startswith("ready ")).endswith("/drops/last-tram")
    assert [line[:3] for line in lines if line[:3] in STEPS] == STEPS
    assert list_programs(clone) == []
    assert subprocess.check_output(["git", "status", "--porcelain"], cwd=clone) == b""
