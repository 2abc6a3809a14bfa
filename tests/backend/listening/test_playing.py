"""Leases and the record, on both databases."""

import asyncio

import pytest

from backend.catalog.models import FileKind
from backend.gates.errors import MixMissing
from backend.listening.errors import AccessDenied, PlayingElsewhere, TokenInUse
from backend.listening.models import EndReason
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.listening.stage import FINALIZED, PACE, SLUG, Stage, create_member

WALLET, OTHER_WALLET = "0x" + "fa" * 20, "0x" + "Bb" * 20
HERE = create_member()
PHONE = create_member(session="phone")
# Two accounts that both may use the same wallet's editions, as two hot wallets of one vault may.
FRIEND = create_member(account="theirs", session="far")


@pytest.fixture
async def stage(each_database, clock):  # noqa: F811
    stage = Stage(each_database, clock)
    await stage.publish()
    await stage.index()
    return stage


async def test_play__holds_nothing__is_denied(stage):
    with pytest.raises(AccessDenied):
        await stage.play(HERE)


async def test_play__nothing_sealed__is_missing(stage):
    await stage.publish("bare", kinds=(), drop="0x" + "d8" * 20)

    with pytest.raises(MixMissing):
        await stage.play(HERE, slug="bare")


async def test_play__holder__leases_the_token_and_is_written_down(stage, clock):
    await stage.give(WALLET, 7)

    started = await stage.play(HERE)

    play = await stage.find(started.id)
    assert (started.token_id, (started.expires_at - clock()).total_seconds()) == (7, 120)
    assert (play.slug, play.account, play.wallet, play.token_id, play.pace) == (SLUG, "ours", WALLET, 7, PACE)
    assert (play.ended_at, play.started_at, play.block_number) == (None, clock(), FINALIZED)


async def test_play__again_in_the_same_browser__renews(stage, clock):
    await stage.give(WALLET, 7)
    first = await stage.play(HERE)
    clock.advance(seconds=60)

    again = await stage.play(HERE, renews=first.id)

    assert (again.id, (again.expires_at - first.expires_at).total_seconds()) == (first.id, 60)
    assert (await stage.find(first.id)).expires_at == again.expires_at


async def test_play__on_another_device__ends_the_first_and_tells_it(stage):
    await stage.give(WALLET, 7)
    first = await stage.play(HERE)

    second = await stage.play(PHONE)

    assert (second.token_id, (await stage.find(first.id)).end_reason) == (7, EndReason.ELSEWHERE)
    with pytest.raises(PlayingElsewhere):
        await stage.play(HERE, renews=first.id)
    assert (await stage.play(HERE)).id != first.id


async def test_play__two_editions_two_devices__both_play(stage):
    await stage.give(WALLET, 7)
    await stage.give(WALLET, 9)

    started = [await stage.play(member) for member in (HERE, PHONE)]

    assert sorted(play.token_id for play in started) == [7, 9]
    assert [(await stage.find(play.id)).ended_at for play in started] == [None, None]


async def test_play__edition_plays_for_another_account__is_refused_with_its_number(stage):
    await stage.give(WALLET, 7)
    await stage.play(FRIEND)

    with pytest.raises(TokenInUse, match="#7 is being listened to"):
        await stage.play(HERE)


async def test_play__other_account_stopped__takes_the_edition_at_once(stage):
    await stage.give(WALLET, 7)
    theirs = await stage.play(FRIEND)
    await stage.stop(theirs.id, FRIEND)

    ours = await stage.play(HERE)

    assert (ours.token_id, (await stage.find(theirs.id)).end_reason) == (7, EndReason.STOPPED)


async def test_play__lease_of_the_other_account_ran_out__takes_the_edition(stage, clock):
    await stage.give(WALLET, 7)
    theirs = await stage.play(FRIEND)
    clock.advance(seconds=121)

    ours = await stage.play(HERE)

    ended = await stage.find(theirs.id)
    assert (ours.token_id, ended.end_reason, ended.ended_at) == (7, EndReason.EXPIRED, theirs.expires_at)


async def test_play__quality_changed__keeps_the_edition(stage):
    await stage.give(WALLET, 7)
    await stage.give(WALLET, 9)
    mix = await stage.play(HERE)

    original = await stage.play(HERE, recording=FileKind.ORIGINAL.value)

    assert (original.token_id, (await stage.find(mix.id)).end_reason) == (mix.token_id, EndReason.ELSEWHERE)


async def test_play__token_left_while_another_is_held__moves_to_that(stage):
    await stage.give(WALLET, 7)
    first = await stage.play(HERE)
    await stage.give(OTHER_WALLET, 7)
    await stage.give(WALLET, 9)

    second = await stage.play(HERE, renews=first.id)

    assert (second.token_id, (await stage.find(first.id)).end_reason) == (9, EndReason.CHANGED)


async def test_stop__play_of_another_account__goes_on(stage):
    await stage.give(WALLET, 7)
    started = await stage.play(HERE)

    await stage.stop(started.id, FRIEND)

    assert (await stage.find(started.id)).ended_at is None


async def test_play__by_many_accounts_at_once__leases_each_token_once(stage):
    for token in range(1, 4):
        await stage.give(WALLET, token)
    members = [create_member(account=f"a{number}", session=f"s{number}") for number in range(8)]

    outcomes = await asyncio.gather(*map(stage.play, members), return_exceptions=True)

    started = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
    assert sorted(play.token_id for play in started) == [1, 2, 3]
    assert {type(outcome) for outcome in outcomes if outcome not in started} == {TokenInUse}
