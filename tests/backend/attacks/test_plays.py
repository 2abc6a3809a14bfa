"""Attacks on plays, against the whole application: somebody wants to hear, or to have, what is not theirs."""

import base64
from contextlib import AsyncExitStack

import pytest
from eth_utils.address import to_checksum_address
from sqlalchemy import delete, update

from backend.catalog.models import FileKind, Release
from backend.holdings.models import Delegation
from backend.holdings.projection import HoldingsProjection
from backend.identity.models import Session
from backend.listening.pacing import AHEAD_BYTES
from backend.listening.projection import PlaysProjection
from tests.backend.chain.fake_chain import FakeChain, transfer
from tests.backend.listening.hearing import MIX, ORIGINAL, SLUG, seal_release
from tests.backend.listening.label import OWNER, open_browser, open_label, sign_in
from tests.backend.listening.stage import DROP, FINALIZED, Stage

FAN, BUYER, VAULT = (to_checksum_address("0x" + pair * 20) for pair in ("fa", "bb", "5a"))
HOT_WALLETS = [to_checksum_address("0x" + pair * 20) for pair in ("1a", "1b", "1c")]
PLAY = f"/api/releases/{SLUG}/play"


@pytest.fixture
async def app(settings, clock, database, tmp_path):
    async with open_label(settings, clock, tmp_path) as app:
        sounds = {FileKind.MIX: MIX, FileKind.ORIGINAL: ORIGINAL}
        await seal_release(database, app.state.store, app.state.keyring, clock, sounds)
        yield app


@pytest.fixture
async def stage(app, database, clock):
    """A drop whose first edition the fan holds, finally."""
    async with database.transaction() as session:
        await session.execute(update(Release).values(drop_address=DROP, drop_block=1))
    stage = Stage(database, clock)
    await stage.index()
    await stage.give(FAN, 1)
    return stage


@pytest.fixture
async def browse(app, database, clock, stage):
    """Sign a wallet in, in a browser of its own."""
    async with AsyncExitStack() as opened:

        async def browse(wallet, name="browser"):
            await sign_in(database, clock, f"{name} of {wallet}", wallet)
            return await opened.enter_async_context(open_browser(app, f"{name} of {wallet}"))

        yield browse


@pytest.fixture
async def fan(browse):
    return await browse(FAN)


async def press_play(browser, **body):
    answer = await browser.post(PLAY, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_forged_ticket__every_part_made_up__gets_no_byte(fan):
    url = (await press_play(fan))["url"]
    ticket = url.split("/")[2]
    play_id, signature = ticket.split(".")
    made_up = base64.urlsafe_b64encode(bytes(32)).decode().rstrip("=")
    forged = [f"{play_id}.{made_up}", f"{'0' * 32}.{signature}", play_id, f"{play_id}.", made_up, f"{ticket}x"]

    statuses = [(await fan.get(url.replace(ticket, text))).status_code for text in forged]

    assert set(statuses) == {403}
    assert (await fan.get(url)).content == MIX


async def test_shared_link__in_another_browser_or_none__gets_no_byte(app, fan, browse):
    url = (await press_play(fan))["url"]
    others = [open_browser(app), await browse(BUYER), await browse(FAN, "phone")]

    answers = [await other.get(url) for other in others]

    assert [(answer.status_code, MIX in answer.content) for answer in answers] == [(403, False)] * 3


async def test_sold_token_still_playing__transfer_seen_at_the_head__stops_after_one_look(
    app, fan, browse, database, clock
):
    url = (await press_play(fan))["url"]
    assert (await fan.get(url)).status_code == 200
    await sell(database, clock)

    await app.state.board.refresh()

    assert (await fan.get(url)).status_code == 403
    assert [(await browser.post(PLAY)).status_code for browser in (fan, await browse(BUYER))] == [422, 422]
    assert [(await browser.post(PLAY, json={})).status_code for browser in (fan, await browse(BUYER, "tv"))] == [
        403
    ] * 2


async def test_edition_lent_around__delegated_to_many_accounts__plays_for_one_at_a_time(browse, stage, database):
    await stage.give(VAULT, 2)
    await delegate(database, VAULT, HOT_WALLETS)
    browsers = [await browse(wallet) for wallet in HOT_WALLETS]

    answers = [await browser.post(PLAY, json={}) for browser in browsers]

    assert [answer.status_code for answer in answers] == [200, 409, 409]
    assert answers[1].json()["type"] == "/problems/token-in-use"
    assert "#2" in answers[1].json()["detail"]
    assert (await browsers[0].delete(f"/api/plays/{answers[0].json()['play']}")).status_code == 204
    assert (await browsers[1].post(PLAY, json={})).status_code == 200


async def test_ripping__same_sound_fetched_over_and_over__pauses_and_is_told_to_the_owner(app, fan, browse, clock):
    started = await press_play(fan)
    play = await app.state.board.find(started["play"])
    app.state.doorkeeper.count(play, AHEAD_BYTES)

    answers = [await fan.get(started["url"], headers={"Range": "bytes=0-99"}) for _ in range(2)]
    await app.state.board.flush()

    assert [answer.status_code for answer in answers] == [206, 429]
    assert answers[1].json()["type"] == "/problems/ripping-seen"
    assert int(answers[1].headers["retry-after"]) > 0
    record = await (await browse(to_checksum_address(OWNER))).get("/api/plays")
    assert record.json()["plays"][0]["ripping_at"] is not None


async def test_ripping__play_stopped_and_begun_again__buys_no_second_allowance(app, fan):
    first = await press_play(fan)
    app.state.doorkeeper.count(await app.state.board.find(first["play"]), AHEAD_BYTES + 10**9)
    await app.state.board.flush()
    await fan.delete(f"/api/plays/{first['play']}")

    second = await press_play(fan)

    assert second["play"] != first["play"]
    assert (await fan.get(second["url"])).status_code == 429


async def test_session_revoked__signed_out_from_elsewhere__stops_after_one_look(app, fan, database):
    url = (await press_play(fan))["url"]
    async with database.transaction() as session:
        await session.execute(delete(Session))

    await app.state.board.refresh()

    assert (await fan.get(url)).status_code == 403
    assert (await fan.post(PLAY, json={})).status_code == 401


async def test_gate_changed__while_it_plays__stops_after_one_look(app, fan, browse):
    url = (await press_play(fan))["url"]
    owner = await browse(to_checksum_address(OWNER))
    changed = await owner.put(f"/api/releases/{SLUG}/gates/mix", json={"editions": {"least": 2}})
    assert changed.status_code == 200

    await app.state.board.refresh()

    assert (await fan.get(url)).status_code == 403


async def test_play_of_somebody_else__stopped_or_renewed__is_left_alone(app, fan, browse):
    started = await press_play(fan)
    stranger = await browse(BUYER)

    await stranger.delete(f"/api/plays/{started['play']}")
    renewed = await stranger.post(PLAY, json={"renews": started["play"]})
    await app.state.board.refresh()

    assert renewed.status_code == 403
    assert (await fan.get(started["url"])).status_code == 200


async def sell(database, clock):
    """Have the indexer see that the first edition went to the buyer, at the head."""
    chain = FakeChain()
    chain.mine(transfer(BUYER, 1, sender=FAN, contract=DROP))
    (event,) = chain.events[chain.blocks[-1].hash]
    events = [type(event)(**vars(event) | {"block_number": FINALIZED + 3})]
    async with database.transaction() as session:
        for projection in (HoldingsProjection(), PlaysProjection(clock)):
            await projection.apply(session, events)


async def delegate(database, vault, hot_wallets):
    async with database.transaction() as session:
        for number, wallet in enumerate(hot_wallets):
            row = {"vault": vault, "delegate": wallet, "kind": "all", "contract": None, "token_id": None}
            settled = {"rights": "0x" + "00" * 32, "is_enabled": True, "block_number": 1, "log_index": number}
            session.add(Delegation(key=f"k{number}", **row, **settled))
