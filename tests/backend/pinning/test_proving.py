"""How much of an object is read to prove it."""

import io
import random

import pytest

from backend.ipfs.errors import BlockDamaged
from backend.ipfs.store import Store
from backend.pinning.proving import SMALL_BYTES, Prover
from tests.backend.pinning.fake_place import FakePlace

MIB = 1024**2


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "ipfs")


@pytest.fixture
def large(store):
    """Return an object of nine different leaves and the node above them."""
    content = b"".join(bytes([number]) * MIB for number in range(SMALL_BYTES // MIB + 1))
    return store.add_file(io.BytesIO(content)).cid


@pytest.mark.parametrize(("blocks", "proofs"), [(1, 1), (3, 3), (100, 10)])
async def test_prove__large_object__fetches_so_many_blocks(store, large, blocks, proofs):
    place = FakePlace()
    await place.pin(store.open_archive(large), "night-bus/mix", None)

    prover = Prover(store, random.Random(1), blocks)

    assert await prover.prove(place, large) == await prover.prove_embedded(large) == proofs


async def test_prove_embedded__small_object__reads_all_of_it(store):
    root = store.add_file(io.BytesIO(b"night")).cid

    assert await Prover(store, random.Random(1), 3).prove_embedded(root) == 1


async def test_prove_embedded__large_object_damaged__says_so(store, large, tmp_path):
    (archive,) = tmp_path.rglob("*.car")
    archive.write_bytes(archive.read_bytes().replace(b"\5\5\5", b"\5\6\5", 1))

    with pytest.raises(BlockDamaged):
        await Prover(store, random.Random(1), 100).prove_embedded(large)
