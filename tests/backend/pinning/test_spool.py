import tempfile
from pathlib import Path

import pytest

from backend.ipfs.errors import StoreFull
from backend.pinning.spool import spooled


async def send(*chunks):
    for chunk in chunks:
        yield chunk


async def test_spooled__what_arrives__can_be_read_and_leaves_nothing(tmp_path):
    async with spooled(send(b"night ", b"bus"), tmp_path) as archive:
        assert archive.read() == b"night bus"

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [1, 5_000_000], ids=["less than a buffer", "more than a buffer"])
async def test_spooled__disk_full__says_so(tmp_path, monkeypatch, size):
    full = Path("/dev/full")
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda buffering, **_: full.open("w+b", buffering=buffering))

    with pytest.raises(StoreFull, match="disk of the content store is full"):
        async with spooled(send(bytes(size)), tmp_path):
            pass
