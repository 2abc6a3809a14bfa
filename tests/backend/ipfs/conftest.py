"""A store of its own, and blocks kept in memory."""

import pytest

from backend.ipfs.store import Store
from tests.backend.ipfs.memory_blocks import MemoryBlocks


@pytest.fixture
def blocks():
    return MemoryBlocks()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")
