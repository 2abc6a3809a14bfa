"""The story of a label whose server is gone: an export brings its release to a new one, and to a stranger."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.anvil import ROOT
from tests.stage import Stage, eventually, find_account, press_play

SLUG = "kept"
PASSPHRASE = {"EXPORT_PASSPHRASE": "five words nobody puts together"}


@pytest.fixture
def newcomer(stage, tmp_path):
    """A server that knows label and chain and nothing else, with a sealing key of its own."""
    newcomer = Stage(tmp_path, stage.chain, {"SEALING_KEY": "77" * 32})
    shutil.copy(stage.folder / "local.json", tmp_path)
    newcomer.backend.start()
    yield newcomer
    newcomer.close()


def run_storage(stage, *arguments):
    return stage.run_ape("storage", *arguments, "--backend", stage.url, "--yes", **PASSPHRASE)


def hear(stage, fan, recording):
    with stage.sign_in(fan) as listener:
        eventually(lambda: listener.get(f"/api/releases/{SLUG}/access").json()["state"] == "holder")
        return listener.get(press_play(listener, SLUG, recording)).raise_for_status().content


def has_indexed_the_drop(stage):
    with closing(sqlite3.connect(stage.folder / "hectic.sqlite")) as database:
        return database.execute("select count(*) from drops where name = 'Kept'").fetchone() == (1,)


def test_story__server_is_gone__fans_hear_the_mix_from_a_new_one(stage, create_release, newcomer, tmp_path):
    fan, release, folder = find_account(6), create_release(SLUG), tmp_path / "exported"

    # 1. A release is published and collected, and what is kept of it is checked.
    stage.publish(release)
    stage.collect(SLUG, fan)
    stage.chain.mine(3)
    assert run_storage(stage, "audit").splitlines()[-1] == "Nothing is lost."

    # 2. It is exported, and brought to a server whose indexer passed its drop long ago.
    run_storage(stage, "export", SLUG, "--to", str(folder))
    eventually(lambda: has_indexed_the_drop(newcomer))
    said = run_storage(newcomer, "import", str(folder))

    # 3. Its page is live there, and who holds an edition hears the very same mix.
    assert said.splitlines()[-1] == f"“{SLUG}” is live: {newcomer.url}/drops/{SLUG}"
    assert newcomer.read(f"/api/drops/{SLUG}") == stage.read(f"/api/drops/{SLUG}")
    assert hear(newcomer, fan, "mix") == hear(stage, fan, "mix")
    assert hear(newcomer, fan, "original") == (release / "mix.wav").read_bytes()

    # 4. A stranger with the passphrase gets the audio back without any server.
    command = (sys.executable, "-m", "backend.restore", str(folder), "--to", str(tmp_path / "files"))
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | PASSPHRASE)
    assert (tmp_path / "files" / "original.wav").read_bytes() == (release / "mix.wav").read_bytes()
