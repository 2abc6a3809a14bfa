"""Set gates, lists and gifts over HTTP, as the label; and what a member then is told."""

import json

import pytest
from sqlmodel import select

from backend.chain.models import FollowedContract
from backend.gates.entitlements import EntitlementService
from backend.gates.lists import LIMIT_BYTES
from backend.gates.models import GateTree
from backend.gates.tree import DEFAULT, digest_tree
from tests.backend.gates.conftest import create_member

GATE = "/api/releases/night-bus/gates/mix"
ACCESS = "/api/releases/night-bus/access"
OWNER, FAN = "0x" + "a7" * 20, "0xf1f1f1F1f1f1F1F1f1F1f1F1F1F1F1f1F1f1f1F1"
TOKEN = "0x" + "70" * 20

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
async def owner(create_client):
    async with create_client(owner=OWNER) as owner:
        yield owner


@pytest.fixture
async def fan(create_client):
    async with create_client(create_member(FAN)) as fan:
        yield fan


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", GATE),
        ("PUT", GATE),
        ("DELETE", GATE),
        ("GET", "/api/releases/night-bus/gates"),
        ("PUT", "/api/releases/night-bus/gates"),
        ("PUT", "/api/allow-lists/press"),
        ("GET", "/api/entitlements"),
        ("PUT", "/api/entitlements/gift:1"),
        ("DELETE", "/api/entitlements/gift:1"),
        ("GET", "/api/account/vaults"),
        ("GET", "/api/collection"),
    ],
)
async def test_routes__anonymous__are_refused(create_client, method, path):
    async with create_client() as anonymous:
        assert (await anonymous.request(method, path)).status_code == 401


async def test_read_gate__never_set__is_the_default(owner):
    answer = (await owner.get(GATE)).json()

    assert answer == {"gate": DEFAULT, "digest": digest_tree(DEFAULT), "set_by": None, "set_at": None}


async def test_set_gate__then_cleared__is_the_default_again(owner, clock):
    tree = {"badge": "regular"}

    put = (await owner.put(GATE, json=tree)).json()
    read = (await owner.get(GATE)).json()
    cleared = await owner.delete(GATE)

    assert put == read
    assert (put["gate"], put["digest"], put["set_by"]) == (tree, digest_tree(tree), OWNER)
    assert (cleared.status_code, (await owner.get(GATE)).json()["gate"]) == (204, DEFAULT)


async def test_set_gate__replaced__keeps_the_tree_that_plays_name(owner, database):
    for tree in ({"badge": "one"}, {"badge": "two"}):
        await owner.put(GATE, json=tree)

    async with database.snapshot() as session:
        kept = {row.digest for row in (await session.execute(select(GateTree))).scalars()}
    assert kept == {digest_tree({"badge": "one"}), digest_tree({"badge": "two"})}


@pytest.mark.parametrize(
    ("tree", "field"),
    [
        ({"any": [{"badge": "UPPER"}]}, "any[0].badge"),
        ({"editions": {"drop": "nowhere"}}, "drop"),
        ({"allow_list": "nobody"}, "allow_list"),
    ],
    ids=["schema", "unknown drop", "unknown list"],
)
async def test_set_gate__wrong__names_what(owner, tree, field):
    refused = await owner.put(GATE, json=tree)

    assert (refused.status_code, refused.json()["field"]) == (422, field)


async def test_set_gate__of_a_token__has_the_index_follow_it(owner, fan, database):
    await owner.put(GATE, json={"token": {"address": TOKEN, "least": "1"}})

    async with database.snapshot() as session:
        assert [row.address for row in (await session.execute(select(FollowedContract))).scalars()] == [TOKEN]
    assert (await fan.get(ACCESS)).json()["state"] == "paused"


@pytest.mark.parametrize(
    ("content", "count"),
    [
        pytest.param(json.dumps([FAN, FAN.lower()]), 1, id="JSON, twice"),
        pytest.param(f"wallet\n{FAN}\n\n{OWNER}\n", 2, id="CSV"),
        pytest.param("wallet,name\r\n" + "".join(f"0x{n:040x},fan\r\n" for n in range(100_000)), 100_000, id="longest"),
    ],
)
async def test_put_list__taken__counts_its_wallets(owner, content, count):
    assert (await owner.put("/api/allow-lists/press", content=content)).json() == {"name": "press", "count": count}


@pytest.mark.parametrize(
    ("content", "status", "detail"),
    [
        pytest.param("address\n0x12", 422, "Line 1", id="no header"),
        pytest.param("wallet\n0x12", 422, "Line 2", id="no address"),
        pytest.param('["' + FAN.swapcase().replace("0X", "0x") + '"]', 422, "checksum", id="checksum"),
        pytest.param(b"\xff", 422, "UTF-8", id="no text"),
        pytest.param("[" * 100_000, 422, "no JSON", id="deep"),
        pytest.param(b" " * (LIMIT_BYTES + 1), 413, "100,000", id="too large"),
        pytest.param("wallet\n" + "".join(f"0x{n:040x}\n" for n in range(100_001)), 413, "100,000", id="too long"),
    ],
)
async def test_put_list__bad__says_where(owner, content, status, detail):
    refused = await owner.put("/api/allow-lists/press", content=content)

    assert refused.status_code == status
    assert detail in refused.json()["detail"]


async def test_read_access__on_the_list__grants_until_the_list_is_replaced(owner, fan):
    await owner.put("/api/allow-lists/press", content=json.dumps([FAN]))
    await owner.put(GATE, json={"allow_list": "press"})
    listed = (await fan.get(ACCESS)).json()
    await owner.put("/api/allow-lists/press", content="wallet\n")

    assert (listed["state"], listed["serials"]) == ("holder", [])
    assert (await fan.get(ACCESS)).json()["needs"] == [
        {"sentence": "Have a place on the list “press”: you do not.", "is_met": False, "url": None}
    ]


async def test_give__badge__opens_until_it_is_taken_back(owner, fan, clock):
    await owner.put(GATE, json={"badge": "regular"})
    given = await owner.put("/api/entitlements/gift:1", json={"kind": "badge", "name": "regular", "wallet": FAN})
    granted = (await fan.get(ACCESS)).json()["state"]
    await owner.delete("/api/entitlements/gift:1")

    assert (given.status_code, given.json()["ends_at"], granted) == (200, None, "holder")
    assert (await fan.get(ACCESS)).json()["state"] == "stranger"


async def test_grant__for_a_month__ends_with_it(owner, fan, clock, database):
    await owner.put(GATE, json={"entitlement": "season-pass"})
    async with database.transaction() as session:
        give = EntitlementService(session).grant
        ends_at = clock.now.replace(month=7)
        first, again = [await give("invoice:1", "season-pass", FAN, clock.now, ends_at) for _ in range(2)]
    granted = (await fan.get(ACCESS)).json()["state"]
    clock.advance(days=31)

    assert (first, again, granted) == (True, False, "holder")
    assert (await fan.get(ACCESS)).json()["state"] == "stranger"


async def test_read_access__original_without_a_gate__has_that_of_the_mix(owner, fan):
    await owner.put(GATE, json={"badge": "regular"})

    answer = (await fan.get(ACCESS, params={"recording": "original"})).json()

    assert answer["gate_digest"] == digest_tree({"badge": "regular"})


async def test_read_access__stale_index__pauses_what_is_new(fan, give, clock):
    await give(FAN)
    clock.advance(seconds=301)

    answer = (await fan.get(ACCESS)).json()

    assert answer["state"] == "paused"
    assert "What plays goes on" in answer["sentence"]
