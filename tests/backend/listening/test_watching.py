"""Plays follow what the label decides about its gates, on both databases."""

import pytest

from backend.gates.entitlements import EntitlementService
from backend.gates.keeping import GateKeeping
from backend.identity.models import Account, Wallet
from backend.listening.errors import AccessDenied
from backend.listening.models import EndReason
from backend.listening.watching import PlayEnder
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.listening.stage import SLUG, Stage, create_member

FAN = "0x" + "fa" * 20
HERE = create_member(wallet=FAN)
PASS = {"any": [{"editions": {"least": 2}}, {"entitlement": "season-pass"}]}
TWO = {"editions": {"least": 2}}
LABEL = "0x" + "a7" * 20


@pytest.fixture
async def stage(each_database, clock):  # noqa: F811
    stage = Stage(each_database, clock)
    await stage.publish()
    await stage.index()
    await stage.give(FAN, 1)
    async with each_database.transaction() as session:
        session.add(Account(id=HERE.account, created_at=clock()))
        await session.flush()
        session.add(Wallet(address=FAN, account_id=HERE.account, is_contract=False, proven_at=clock()))
        await EntitlementService(session).grant("gift:1", "season-pass", FAN, clock())
        await EntitlementService(session).grant("gift:2", "newsletter", FAN, clock())
    return stage


@pytest.fixture
def decide(each_database, clock):  # noqa: F811
    """Have the label decide something."""

    async def decide(decision, *arguments):
        async with each_database.transaction() as session:
            await getattr(GateKeeping(session, clock, PlayEnder(clock)), decision)(*arguments)

    return decide


async def test_gate_changed__mix_gets_a_stricter_one__ends_all_it_let_in(stage, decide):
    play = await stage.play(HERE, recording="original")

    await decide("set_gate", SLUG, "mix", TWO, LABEL)

    assert (await stage.find(play.id)).end_reason == EndReason.CHANGED
    with pytest.raises(AccessDenied):
        await stage.play(HERE, recording="original", renews=play.id)


async def test_gate_changed__still_open__lets_its_page_begin_anew(stage, decide):
    play = await stage.play(HERE)

    await decide("set_gate", SLUG, "mix", PASS, LABEL)

    assert (await stage.play(HERE, renews=play.id)).id != play.id


@pytest.mark.parametrize(
    "decision",
    [
        pytest.param(("set_gate", SLUG, "original", TWO, LABEL), id="another recording"),
        pytest.param(("set_gate", SLUG, "mix", {"editions": {"least": 1}}, LABEL), id="the same gate"),
        pytest.param(("clear_gate", SLUG, "mix"), id="none before and none after"),
    ],
)
async def test_gate_changed__not_that_of_a_play__lets_it_go_on(stage, decide, decision):
    play = await stage.play(HERE)

    await decide(*decision)

    assert (await stage.find(play.id)).ended_at is None


async def test_gate_changed__cleared__ends_what_it_let_in(stage, decide):
    await decide("set_gate", SLUG, "mix", PASS, LABEL)
    play = await stage.play(HERE)

    await decide("clear_gate", SLUG, "mix")

    assert (await stage.find(play.id)).end_reason == EndReason.CHANGED


async def test_taken_back__what_opened_the_gate__ends_its_play(stage, decide):
    await decide("set_gate", SLUG, "mix", PASS, LABEL)
    play = await stage.play(HERE)

    await decide("take_back", "gift:1")

    assert (await stage.find(play.id)).end_reason == EndReason.NOT_ENTITLED
    with pytest.raises(AccessDenied):
        await stage.play(HERE, renews=play.id)


async def test_taken_back__what_no_gate_names__lets_plays_go_on(stage, decide):
    await decide("set_gate", SLUG, "mix", PASS, LABEL)
    play = await stage.play(HERE)

    await decide("take_back", "gift:2")

    assert (await stage.find(play.id)).ended_at is None
