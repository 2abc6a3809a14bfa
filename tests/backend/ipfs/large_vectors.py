"""Kubo's vectors of one gibibyte, too slow for every run: `pytest tests/backend/ipfs/large_vectors.py`."""

import pytest

from backend.ipfs.unixfs import build_file
from tests.backend.ipfs.kubo import Keystream

GIBIBYTE = 1024**3
SEED = "v1-2025-seed"


def forget(_cid, _block):
    """Keep no block."""


@pytest.mark.parametrize(
    ("size", "cid"),
    [
        pytest.param(GIBIBYTE, "bafybeihmf37wcuvtx4hpu7he5zl5qaf2ineo2lqlfrapokkm5zzw7zyhvm", id="one full node"),
        pytest.param(
            GIBIBYTE + 1, "bafybeibdsi225ugbkmpbdohnxioyab6jsqrmkts3twhpvfnzp77xtzpyhe", id="one byte over a node"
        ),
    ],
)
def test_build_file__kubo_vector_of_a_gibibyte__has_its_cid(size, cid):
    assert str(build_file(Keystream(SEED, size), forget).cid) == cid
