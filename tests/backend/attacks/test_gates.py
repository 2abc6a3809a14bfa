"""Attacks on gates: what is borrowed, on its way, taken back or put together to break something opens nothing."""

import pytest

from backend.gates.checking import check_tree
from backend.gates.errors import GateWrong
from backend.gates.keeping import GateKeeping
from backend.gates.service import GateService
from backend.holdings.journal import DELEGATIONS, TRANSFERS
from backend.identity.members import Member
from tests.backend.gates.conftest import DROP, FINALIZED, release  # noqa: F401 - a fixture
from tests.backend.gates.watcher import Watcher

HOT, VAULT, LENDER = "0x" + "11" * 20, "0x" + "22" * 20, "0x" + "33" * 20
NOBODY = "0x" + "0" * 40
MEMBER = Member(account="a1", session="s1", address=HOT, wallets=(HOT,))

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
def move(database, clock):
    places = iter(range(1000))

    async def move(sender, recipient, block, held_seconds=10**6):
        entry = {"block_hash": f"0x{block}", "log_index": next(places), "block_number": block, "contract": DROP}
        entry |= {"transaction_hash": "0x", "token_id": 1, "sender": sender, "recipient": recipient}
        async with database.transaction() as session:
            await TRANSFERS.record(session, [entry | {"timestamp": int(clock().timestamp()) - held_seconds}])

    return move


@pytest.fixture
def permit(database):
    async def permit(block, *, is_enabled):
        entry = {"block_hash": f"0x{block}", "log_index": 0, "block_number": block, "key": "k", "vault": VAULT}
        entry |= {"delegate": HOT, "kind": "all", "contract": None, "token_id": None, "rights": "0x"}
        async with database.transaction() as session:
            await DELEGATIONS.record(session, [entry | {"is_enabled": is_enabled}])

    return permit


@pytest.fixture
def judge(database, clock):
    async def judge(tree=None):
        async with database.transaction() as session:
            if tree:
                await GateKeeping(session, clock, Watcher()).set_gate("night-bus", "mix", tree, NOBODY)
            return (await GateService(session, clock, 300).judge("night-bus", "mix", MEMBER)).state

    return judge


async def test_flash_held_token__came_and_went__opens_nothing(move, judge):
    await move(LENDER, HOT, FINALIZED)
    await move(HOT, LENDER, FINALIZED)

    assert await judge() == "stranger"


async def test_flash_held_token__held_for_a_moment__opens_no_gate_that_asks_for_longer(move, judge):
    await move(LENDER, HOT, FINALIZED, held_seconds=59)

    assert await judge({"editions": {"held_seconds": 60}}) == "stranger"


async def test_pending_token__not_final__waits(move, judge):
    await move(LENDER, HOT, FINALIZED + 1)

    assert await judge() == "pending"


async def test_delegated_vault__revoked_at_the_head__opens_nothing_at_once(move, permit, judge):
    await move(LENDER, VAULT, FINALIZED)
    await permit(FINALIZED, is_enabled=True)
    lent = await judge()
    await permit(FINALIZED + 3, is_enabled=False)

    assert (lent, await judge()) == ("holder", "stranger")


async def test_delegated_vault__not_final__waits(move, permit, judge):
    await move(LENDER, VAULT, FINALIZED)
    await permit(FINALIZED + 1, is_enabled=True)

    assert await judge() == "pending"


async def test_not_gate__token_sent_away_a_moment_ago__still_counts(move, judge):
    await move(LENDER, HOT, FINALIZED)
    await move(HOT, LENDER, FINALIZED + 1)

    assert await judge({"not": {"editions": {}}}) == "pending"


async def test_not_gate__token_on_its_way__counts_already(move, judge):
    await move(LENDER, HOT, FINALIZED + 1)

    assert await judge({"not": {"editions": {}}}) == "stranger"


def test_deep_tree__a_hundred_thousand_levels__is_refused():
    tree = {"badge": "x"}
    for _ in range(100_000):
        tree = {"not": tree}

    with pytest.raises(GateWrong):
        check_tree(tree)


def test_huge_tree__two_hundred_thousand_conditions__is_refused():
    with pytest.raises(GateWrong):
        check_tree({"any": [{"badge": "x"}] * 200_000})


@pytest.mark.parametrize("word", ["allow_list", "badge", "entitlement"])
def test_sql_in_names__anywhere__is_refused(word):
    with pytest.raises(GateWrong):
        check_tree({word: "x' OR '1'='1"})


def test_sql_in_names__as_a_drop__is_refused():
    with pytest.raises(GateWrong):
        check_tree({"editions": {"drop": "x') OR 1=1 --"}})
