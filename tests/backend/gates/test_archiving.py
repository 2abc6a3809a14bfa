"""The gates of a release leave one server and enter another, over HTTP."""

import pytest
from eth_utils.address import to_checksum_address
from sqlmodel import SQLModel

from backend.core.db import Database
from backend.gates.dependencies import ARCHIVE_BYTES
from backend.gates.tree import DEFAULT
from tests.backend.gates.conftest import create_member, put_release

GATES = "/api/releases/night-bus/gates"
ACCESS = "/api/releases/night-bus/access"
OWNER = "0x" + "a7" * 20
FAN, FRIEND = to_checksum_address("0x" + "f1" * 20), "0x" + "52" * 20
TOKEN = "0x" + "70" * 20
MIX = {"any": [{"allow_list": "press"}, {"badge": "regular"}, {"editions": {"drop": "day-bus"}}]}
BADGE = {"kind": "badge", "name": "regular", "wallet": FAN, "starts_at": "2026-05-01T00:00:00Z", "ends_at": None}

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
async def old(create_client, database, clock):
    """The owner at a server with gates that name a list, a badge and another drop."""
    async with create_client(owner=OWNER) as old:
        await put_release(database, clock, "day-bus")
        await old.put("/api/allow-lists/press", json=[FRIEND, FAN])
        await old.put("/api/allow-lists/others", json=[OWNER])
        await old.put("/api/entitlements/gift:1", json=BADGE)
        await old.put("/api/entitlements/gift:2", json=BADGE | {"name": "other"})
        await old.put(f"{GATES}/mix", json=MIX)
        yield old


@pytest.fixture
async def other_database(tmp_path, clock):
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/other.sqlite")
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    await put_release(database, clock)
    yield database
    await database.close()


@pytest.fixture
async def new(create_client, other_database):
    """The owner at a server that has the release alone."""
    async with create_client(owner=OWNER, at=other_database) as new:
        yield new


async def test_read_gates__set__are_with_all_they_name_and_nothing_else(old):
    answer = await old.get(GATES)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {
        "gates": {"mix": MIX},
        "lists": {"press": [FRIEND, FAN]},
        "gifts": [BADGE | {"source": "gift:1"}],
    }


async def test_read_gates__never_set__are_none(new):
    assert (await new.get(GATES)).json() == {"gates": {}, "lists": {}, "gifts": []}


async def test_restore__another_server__is_the_same_archive_again(old, new):
    archive = (await old.get(GATES)).json()

    restored = await new.put(GATES, json=archive)

    assert (restored.status_code, restored.json()) == (200, archive)
    assert (await new.put(GATES, json=archive)).json() == archive


async def test_restore__another_server__opens_to_the_same_fans(old, new, create_client, other_database):
    await new.put(GATES, json=(await old.get(GATES)).json())

    states = {}
    for wallet in (FRIEND, FAN, OWNER):
        async with create_client(create_member(wallet), at=other_database) as fan:
            states[wallet] = (await fan.get(ACCESS)).json()["state"]
    assert states == {FRIEND: "holder", FAN: "holder", OWNER: "stranger"}


async def test_restore__what_is_here_already__stays(old, new):
    await new.put("/api/allow-lists/press", json=[OWNER])
    await new.put("/api/entitlements/gift:1", json=BADGE | {"wallet": FRIEND})
    await new.put(f"{GATES}/mix", json={"all": [{"allow_list": "press"}, {"badge": "regular"}]})
    before = (await new.get(GATES)).json()

    restored = await new.put(GATES, json=(await old.get(GATES)).json() | {"gates": {"mix": MIX, "original": DEFAULT}})

    assert restored.json() == before | {"gates": before["gates"] | {"original": DEFAULT}}


async def test_restore__gate_of_a_token__has_the_index_follow_it(new, create_client, other_database):
    gates = {"mix": {"token": {"address": TOKEN, "least": "1"}}}

    await new.put(GATES, json={"gates": gates, "lists": {}, "gifts": []})

    async with create_client(create_member(FAN), at=other_database) as fan:
        assert (await fan.get(ACCESS)).json()["state"] == "paused"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"gates": {"mix": {"badge": "UPPER"}}}, "badge"),
        ({"gates": {"encore": DEFAULT}}, "gates.encore"),
        ({"lists": {"press": ["isla.eth"]}}, "lists.press.0"),
        ({"gifts": [BADGE]}, "gifts.0.source"),
        ({"secrets": {}}, "secrets"),
    ],
    ids=["tree", "recording", "wallet", "no source", "more than is known"],
)
async def test_restore__wrong__names_what_and_keeps_nothing(new, change, field):
    refused = await new.put(GATES, json={"gates": {"original": DEFAULT}, "lists": {}, "gifts": []} | change)

    assert (refused.status_code, refused.json()["field"]) == (422, field)
    assert (await new.get(GATES)).json()["gates"] == {}


async def test_restore__too_large__is_refused(new):
    assert (await new.put(GATES, content=b" " * (ARCHIVE_BYTES + 1))).status_code == 413


async def test_restore__release_not_here__is_refused(new):
    answer = await new.put("/api/releases/day-bus/gates", json={"gates": {}, "lists": {}, "gifts": []})

    assert answer.status_code == 404
