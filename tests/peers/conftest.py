"""Other people's IPFS: a daemon, and a program that writes and reads archives."""

import itertools
import subprocess

import pytest

from backend.ipfs.store import Store
from tests.node import find_node
from tests.peers.daemon import MODULES, NEWER_NODE, start_daemon


@pytest.fixture(scope="session")
def js_ipfs(tmp_path_factory):
    """A daemon for tests that leave it running."""
    daemon = start_daemon(tmp_path_factory.mktemp("js-ipfs") / "repository")
    yield daemon
    daemon.kill()


@pytest.fixture
def create_js_ipfs(tmp_path):
    """Start daemons of a test's own, empty ones unless told a repository; all end with the test."""
    daemons, numbers = [], itertools.count()

    def create(repository=None, port=0):
        daemon = start_daemon(repository or tmp_path / f"js-ipfs-{next(numbers)}", port)
        daemons.append(daemon)
        return daemon

    yield create
    for daemon in daemons:
        daemon.kill()


@pytest.fixture(scope="session")
def ipfs_car():
    """Run `ipfs-car` and return what it prints."""

    def run(*arguments):
        command = [find_node(), "--require", NEWER_NODE, MODULES / ".bin" / "ipfs-car", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return run


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")
