"""Sign-in as a wallet does it, over HTTP."""

import pytest
from siwe import SiweMessage

from tests.backend.identity.conftest import CHAIN_ID
from tests.backend.identity.stand_in import ask, bring, sign, sign_in


async def test_read_session__anonymous__names_nobody(client):
    assert (await client.get("/api/session")).json() == {"address": None}


async def test_sign_in__signed_text__opens_a_session(client, fan):
    answer = await sign_in(client, fan)

    assert answer.json()["address"] == fan.address
    assert (await client.get("/api/session")).json() == {"address": fan.address}


async def test_create_challenge__default__is_a_siwe_message_about_this_site(client, fan, clock):
    parsed = SiweMessage.from_message(await ask(client, fan.address))

    assert (parsed.domain, parsed.address, parsed.chain_id) == ("label.test", fan.address, CHAIN_ID)
    assert (parsed.expiration_time._datetime - clock()).total_seconds() == 300


async def test_sign_in__cookie__is_http_only_and_same_site(client, fan):
    answer = await sign_in(client, fan)

    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("session="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_create_challenge__production__cookie_travels_by_https_only(app, client, fan, settings):
    app.state.settings = settings.model_copy(update={"environment": "production"})

    answer = await client.post("/api/sign-in/challenge", json={"address": fan.address})

    assert "Secure" in answer.headers["set-cookie"]


async def test_sign_in__same_signature_twice__answers_401(client, fan):
    message = await ask(client, fan.address)
    challenge = client.cookies["challenge"]
    body = {"message": message, "signature": sign(fan, message)}
    await client.post("/api/sign-in", json=body)
    client.cookies.set("challenge", challenge)

    replayed = await client.post("/api/sign-in", json=body)

    assert replayed.status_code == 401
    assert replayed.json()["type"] == "/problems/challenge-missing"


async def test_sign_in__from_another_browser__answers_401(client, fan):
    message = await ask(client, fan.address)
    client.cookies.clear()

    answer = await bring(client, message, sign(fan, message))

    assert answer.status_code == 401


async def test_sign_in__changed_text__answers_401(client, fan):
    message = (await ask(client, fan.address)).replace("label.test wants", "evil.test wants")

    answer = await bring(client, message, sign(fan, message))

    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/message-changed")


async def test_sign_in__signed_by_another_wallet__answers_401(client, fan, stranger):
    message = await ask(client, fan.address)

    answer = await bring(client, message, sign(stranger, message))

    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/signature-wrong")


@pytest.mark.parametrize("signature", ["", "0x", "0x00", "nonsense", "0x" + "ff" * 65], ids=repr)
async def test_sign_in__malformed_signature__answers_401(client, fan, signature):
    message = await ask(client, fan.address)

    answer = await bring(client, message, signature)

    assert answer.status_code == 401


async def test_sign_in__after_five_minutes__answers_401(client, fan, clock):
    message = await ask(client, fan.address)
    clock.advance(minutes=5)

    answer = await bring(client, message, sign(fan, message))

    assert answer.status_code == 401


async def test_read_session__after_seven_days__names_nobody(client, fan, clock):
    await sign_in(client, fan)
    clock.advance(days=7)

    assert (await client.get("/api/session")).json() == {"address": None}


async def test_sign_out__signed_in__ends_the_session(client, fan):
    await sign_in(client, fan)
    token = client.cookies["session"]

    await client.delete("/api/session")

    client.cookies.set("session", token)
    assert (await client.get("/api/session")).json() == {"address": None}


async def test_create_challenge__not_an_address__names_the_field(client):
    answer = await client.post("/api/sign-in/challenge", json={"address": "0x12"})

    assert (answer.status_code, answer.json()["field"]) == (422, "address")
    assert "0x and 40 hexadecimal digits" in answer.json()["detail"]
