"""An object to bring somewhere, and a bucket of the tests' own."""

import io
import random

import pytest

from backend.ipfs.store import Store
from tests.backend.places.s3 import bucket_owner, s3

__all__ = ["bucket_owner", "s3"]


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def archive(store):
    """Return a mix of three blocks and their root, 3 MB in all."""
    return store.open_archive(store.add_file(io.BytesIO(random.Random(5).randbytes(3_000_000))).cid)
