"""Files of 200 MB and 1 GB against `ipfs-car`, too slow for every run: `pytest tests/peers/large_ipfs_car.py`."""

import pytest

from tests.bench.storage_sides import create_file
from tests.peers.test_ipfs_car import add_file, pack


@pytest.mark.parametrize("size", [200_000_000, 1_000_000_000], ids=["200 MB", "1 GB"])
def test_add_file__large__has_the_address_ipfs_car_gives(store, ipfs_car, tmp_path, size):
    source = create_file(tmp_path / "large", size)

    assert pack(ipfs_car, source, tmp_path / "theirs.car") == str(add_file(store, source))
