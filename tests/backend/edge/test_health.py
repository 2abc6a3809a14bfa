"""What an operator is told."""

import shutil
from datetime import timedelta

import pytest
from sqlmodel import update

from backend.catalog.fingerprint import release_key
from backend.chain.events import Header
from backend.chain.models import Cursor
from backend.chain.repository import ChainRepository
from backend.core.problems import PROBLEM_MEDIA_TYPE
from backend.edge.health import MOST_UNSETTLED_BLOCKS, SPARE_BYTES, list_disk_troubles
from backend.relay.admission import LEAST_GAS
from backend.relay.health import FEW_VOTES
from backend.relay.repository import RelayRepository
from backend.royalties.unread import SPLITS_UNREAD
from tests.backend.gates.drop_rows import create_drop

FULL = 100 * SPARE_BYTES
RELAYER = "0x" + "6a" * 20


@pytest.fixture
def folder(settings):
    settings.data_directory.mkdir()
    return settings.data_directory


@pytest.fixture
def index(database, folder, clock):
    async def write(**values):
        """Put the index at the head two seconds ago, but for `values`."""
        async with database.transaction() as session:
            ChainRepository(session).begin(Header(12, "0x12", "0x11"), Header(10, "0x10", "0x09"))
            await session.flush()
            seen = {"head_number": 12, "seen_at": clock() - timedelta(seconds=2)}
            await session.execute(update(Cursor).values(seen | values))

    return write


async def test_health__all_well__names_the_blocks(client, index):
    await index()

    assert (await client.get("/health")).json() == {
        "status": "ok",
        "indexed_block": 12,
        "finalized_block": 10,
        "head_block": 12,
        "index_age_seconds": 2,
        "troubles": [],
    }


async def test_health__before_the_first_block__has_none_and_says_so(client, database, folder):
    health = (await client.get("/health")).json()

    assert (health["status"], health["indexed_block"], health["finalized_block"]) == ("degraded", None, None)
    assert "start a worker" in health["troubles"][0]


@pytest.fixture
def note_relayer(database, clock):
    async def note_relayer(votes):
        async with database.transaction() as session:
            values = {"relayer": RELAYER, "balance_wei": votes * LEAST_GAS * 7, "fee_wei": 7, "seen_at": clock()}
            await RelayRepository(session).note_purse(values)

    return note_relayer


@pytest.mark.parametrize(("votes", "troubles"), [(FEW_VOTES, []), (3, [f"The relayer {RELAYER} has coin for 3 more"])])
async def test_health__relayer__has_coin_for_a_while_or_says_for_how_many_votes(
    client, index, note_relayer, votes, troubles
):
    await index()
    await note_relayer(votes)

    told = (await client.get("/health")).json()["troubles"]

    assert [trouble.partition(" votes")[0] for trouble in told] == troubles


async def test_health__relayer_not_heard_of__says_where_to_look(client, index, note_relayer, clock):
    await note_relayer(FEW_VOTES)
    clock.advance(minutes=3)
    await index()

    assert "the worker that has RELAYER_KEY" in (await client.get("/health")).json()["troubles"][0]


async def test_health__index_not_at_the_head_for_long__is_degraded_and_serves_on(client, index, clock):
    await index(seen_at=clock() - timedelta(seconds=301))

    answer = await client.get("/health")

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert "last seen 301 s ago: nothing new starts to play" in answer.json()["troubles"][0]


async def test_health__drop_whose_split_was_never_read__says_how_to_read_it(client, index, database):
    await index()
    async with database.transaction() as session:
        session.add(create_drop("0x" + "d1" * 20, release_key("night-bus")))

    health = (await client.get("/health")).json()

    assert (health["status"], health["troubles"]) == ("degraded", [SPLITS_UNREAD])


async def test_health__index_that_cannot_go_on__says_why(client, index):
    await index(problem="Two nodes tell different things.")

    assert (await client.get("/health")).json()["troubles"] == ["Two nodes tell different things."]


async def test_health__finality_stands_still__is_degraded_and_says_what_waits(client, index):
    await index(head_number=10 + MOST_UNSETTLED_BLOCKS + 1)

    health = (await client.get("/health")).json()

    assert health["status"] == "degraded"
    assert "No block became final after 10, and the chain is at 523" in health["troubles"][0]


async def test_health__finality_far_behind_as_ever__is_ok(client, index):
    await index(head_number=10 + MOST_UNSETTLED_BLOCKS)

    assert (await client.get("/health")).json()["troubles"] == []


async def test_health__without_its_folder__is_degraded_and_serves_on(client, index, folder):
    await index()
    folder.rmdir()

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
