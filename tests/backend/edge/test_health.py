"""What an operator is told."""

import shutil

import pytest

from backend.chain.events import Header
from backend.chain.repository import ChainRepository
from backend.core.problems import PROBLEM_MEDIA_TYPE
from backend.edge.health import SPARE_BYTES, list_disk_troubles

FULL = 100 * SPARE_BYTES


@pytest.fixture
async def indexed(settings, database):
    settings.data_directory.mkdir()
    async with database.transaction() as session:
        ChainRepository(session).begin(Header(12, "0x12", "0x11"), Header(10, "0x10", "0x09"))


async def test_health__all_well__names_the_blocks(client, indexed):
    assert (await client.get("/health")).json() == {
        "status": "ok",
        "indexed_block": 12,
        "finalized_block": 10,
        "troubles": [],
    }


async def test_health__before_the_first_block__has_none(client, database, settings):
    settings.data_directory.mkdir()

    assert (await client.get("/health")).json()["indexed_block"] is None


async def test_health__without_its_folder__is_degraded_and_serves_on(client, database):
    answer = await client.get("/health")

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert "DATA_DIRECTORY cannot be written to" in answer.json()["troubles"][0]


async def test_health__without_a_database__says_so(client):
    answer = await client.get("/health")

    assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM_MEDIA_TYPE)
    assert "database does not answer" in answer.json()["detail"]


@pytest.mark.parametrize(("free", "troubles"), [(SPARE_BYTES, 0), (SPARE_BYTES - 1, 1)], ids=["enough", "too little"])
def test_list_disk_troubles__by_what_is_left__says_so(monkeypatch, tmp_path, free, troubles):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(FULL, FULL - free, free))

    assert len(list_disk_troubles(tmp_path)) == troubles
