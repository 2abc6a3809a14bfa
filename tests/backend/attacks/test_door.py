"""Whoever tries to get in with what is not theirs, or to keep the door busy."""

import importlib
import json
import sys

import pytest
from eth_account import Account

from backend.identity import recovery
from backend.identity.capped_route import BODY_BYTES_LIMIT
from backend.identity.sweeping import SignInSweep
from tests.backend.identity.conftest import app, client, create_browser, node  # noqa: F401 - fixtures
from tests.backend.identity.stand_in import ask, bring, read_account, sign, sign_in

ORDER_OF_THE_CURVE = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


def read_kind(answer):
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


def turn_high(signature):
    """Return the other signature of the same text by the same key."""
    raw = bytes.fromhex(signature[2:])
    high_s = ORDER_OF_THE_CURVE - int.from_bytes(raw[32:64])
    return "0x" + (raw[:32] + high_s.to_bytes(32) + bytes([55 - raw[64]])).hex()


async def post_bytes(client, content, path="/api/sign-in"):  # noqa: F811
    return await client.post(path, content=content, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("twin", [str, turn_high], ids=["same", "high-s twin"])
async def test_attack__signed_text_replayed__is_refused(client, fan, twin):  # noqa: F811
    message = await ask(client, fan.address)
    challenge, signature = client.cookies["challenge"], sign(fan, message)
    await bring(client, message, signature)
    client.cookies.set("challenge", challenge)

    assert read_kind(await bring(client, message, twin(signature))) == (401, "challenge-missing")


async def test_attack__replayed_after_the_used_texts_were_swept__is_refused(app, client, clock, fan):  # noqa: F811
    message = await ask(client, fan.address)
    challenge = client.cookies["challenge"]
    await bring(client, message, sign(fan, message))
    clock.advance(minutes=5)
    await SignInSweep(app.state.database, clock).step()
    client.cookies.set("challenge", challenge)

    assert read_kind(await bring(client, message, sign(fan, message))) == (401, "challenge-missing")


async def test_attack__text_signed_for_another_browser__is_refused(client, create_browser, fan):  # noqa: F811
    thief = create_browser()
    message = await ask(client, fan.address)
    await ask(thief, fan.address)

    assert read_kind(await bring(thief, message, sign(fan, message))) == (401, "message-changed")


@pytest.mark.parametrize(
    ("original", "changed"),
    [
        ("label.test wants", "evil.test wants"),
        ("URI: http://label.test", "URI: http://evil.test"),
        ("Chain ID: 31337", "Chain ID: 137"),
        ("Version: 1", "Version: 1\n"),
        ("Sign in to this label.", "Sign in to this  label."),
    ],
    ids=["domain", "uri", "chain", "line", "blank"],
)
async def test_attack__text_changed_and_signed__is_refused(client, fan, original, changed):  # noqa: F811
    message = (await ask(client, fan.address)).replace(original, changed)

    assert read_kind(await bring(client, message, sign(fan, message))) == (401, "message-changed")


async def test_attack__second_try_after_a_wrong_signature__is_refused(client, fan, stranger):  # noqa: F811
    message = await ask(client, fan.address)
    challenge = client.cookies["challenge"]
    await bring(client, message, sign(stranger, message))
    client.cookies.set("challenge", challenge)

    assert read_kind(await bring(client, message, sign(fan, message))) == (401, "challenge-missing")


async def test_attack__text_signed_too_late__is_refused(client, fan, clock):  # noqa: F811
    message = await ask(client, fan.address)
    clock.advance(minutes=5)

    assert read_kind(await bring(client, message, sign(fan, message))) == (401, "challenge-missing")


async def test_attack__challenge_written_by_the_browser__is_refused(client, fan, stranger):  # noqa: F811
    message = await ask(client, fan.address)
    forged = client.cookies["challenge"].replace(fan.address, stranger.address)
    client.cookies.set("challenge", forged)
    message = message.replace(fan.address, stranger.address)

    assert read_kind(await bring(client, message, sign(stranger, message))) == (401, "challenge-missing")


@pytest.mark.parametrize("cookie", ["", ".", "a.b", "." * 5, "x" * 3000])
async def test_attack__nonsense_for_a_challenge__is_refused(client, fan, cookie):  # noqa: F811
    message = await ask(client, fan.address)
    client.cookies.set("challenge", cookie)

    assert read_kind(await bring(client, message, sign(fan, message))) == (401, "challenge-missing")


async def test_attack__session_planted_before_sign_in__knows_nobody(client, create_browser, fan):  # noqa: F811
    client.cookies.set("session", "planted")
    await sign_in(client, fan)
    thief = create_browser()
    thief.cookies.set("session", "planted")

    assert (await thief.get("/api/session")).json() == {"address": None}


async def test_attack__thiefs_session_planted__text_says_whose_account_it_is(
    client,  # noqa: F811
    create_browser,  # noqa: F811
    fan,
    stranger,
):
    thief = create_browser()
    await sign_in(thief, stranger)
    client.cookies.set("session", thief.cookies["session"])

    assert f"Add this wallet to the account of {stranger.address}" in await ask(client, fan.address)


async def test_attack__old_cookie_after_another_wallet_was_added__knows_nobody(client, create_browser, fan):  # noqa: F811
    await sign_in(client, fan)
    thief = create_browser()
    thief.cookies.set("session", client.cookies["session"])
    await sign_in(client, Account.from_key("0x" + "c0" * 32))

    assert (await thief.get("/api/account")).status_code == 401


async def test_attack__wrong_signatures_of_one_wallet__soon_ask_no_node(client, fan, stranger, node):  # noqa: F811
    for _ in range(31):
        last = await sign_in(client, stranger, fan.address)

    assert (read_kind(last), node.asked) == ((429, "wallet-asked-too-often"), 30)


async def test_attack__signature_that_is_not_hexadecimal__asks_no_node(client, fan, node):  # noqa: F811
    message = await ask(client, fan.address)

    assert read_kind(await bring(client, message, "0xzz")) == (401, "signature-wrong")
    assert node.asked == 0


@pytest.mark.parametrize("path", ["/api/sign-in", "/api/sign-in/challenge"])
async def test_attack__body_larger_than_any_sign_in__is_refused(client, path):  # noqa: F811
    answer = await post_bytes(client, b" " * (BODY_BYTES_LIMIT + 1), path)

    assert read_kind(answer) == (413, "sign-in-too-large")


async def test_attack__body_without_an_end__is_read_no_further_than_the_cap(client):  # noqa: F811
    sent = []

    async def write_forever():
        while True:
            sent.append(b" " * 1024)
            yield sent[-1]

    assert (await post_bytes(client, write_forever())).status_code == 413
    assert len(sent) <= BODY_BYTES_LIMIT // 1024 + 2


async def test_attack__body_nested_as_deep_as_it_fits__is_refused(client):  # noqa: F811
    answer = await post_bytes(client, b"[" * BODY_BYTES_LIMIT)

    assert 400 <= answer.status_code < 500


async def test_attack__text_as_long_as_it_fits__is_refused_without_a_reader(client, fan):  # noqa: F811
    await ask(client, fan.address)
    body = {"message": "resources\n- a" * 1500, "signature": "0x"}

    assert (await post_bytes(client, json.dumps(body).encode())).status_code == 422


async def test_attack__signature_longer_than_any_wallets__is_refused(client, fan):  # noqa: F811
    message = await ask(client, fan.address)

    assert (await bring(client, message, "0x" + "11" * 8193)).status_code == 422


async def test_attack__session_of_somebody_else_by_its_public_id__opens_nothing(client, create_browser, fan):  # noqa: F811
    await sign_in(client, fan)
    (session,) = (await read_account(client))["sessions"]
    thief = create_browser()
    thief.cookies.set("session", session["id"])

    assert (await thief.get("/api/session")).json() == {"address": None}


def test_attack__recovery_in_python__keeps_the_server_from_starting(monkeypatch):
    monkeypatch.setitem(sys.modules, "coincurve", None)

    with pytest.raises(ImportError, match="coincurve"):
        importlib.reload(recovery)
