"""One fan with several wallets and browsers, over HTTP."""

from datetime import datetime

import pytest
from eth_account import Account

from backend.identity.members import find_member
from tests.backend.identity.stand_in import ask, bring, read_account, sign, sign_in


@pytest.fixture
def vault():
    """A second wallet of the fan."""
    return Account.from_key("0x" + "c0" * 32)


def addresses(account):
    return [wallet["address"] for wallet in account["wallets"]]


async def read_viewer(browser):
    return (await browser.get("/api/session")).json()["address"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/account"),
        ("DELETE", "/api/account/sessions"),
        ("DELETE", "/api/account/sessions/1"),
        ("DELETE", "/api/account/wallets/0x" + "11" * 20),
    ],
)
async def test_account__anonymous__answers_401(client, method, path):
    assert (await client.request(method, path)).status_code == 401


async def test_read_account__signed_in__lists_wallet_and_session(client, fan, clock):
    await sign_in(client, fan)

    account = await read_account(client)

    noon = clock().isoformat().replace("+00:00", "Z")
    assert account["wallets"] == [{"address": fan.address, "is_contract": False, "proven_at": noon}]
    (session,) = account["sessions"]
    assert (session["agent"], session["address"], session["is_current"]) == ("Firefox", fan.address, True)


async def test_read_account__any__tells_no_cookie(client, fan):
    await sign_in(client, fan)

    assert client.cookies["session"] not in (await client.get("/api/account")).text


async def test_sign_in__in_two_browsers__is_one_account_with_two_sessions(client, create_browser, fan):
    phone = create_browser("Phone")
    await sign_in(client, fan)
    await sign_in(phone, fan)

    account = await read_account(phone)

    assert {(one["agent"], one["is_current"]) for one in account["sessions"]} == {("Phone", True), ("Firefox", False)}


async def test_create_challenge__signed_in__says_to_whose_account_the_wallet_goes(client, fan, vault):
    await sign_in(client, fan)

    assert f"Add this wallet to the account of {fan.address}" in await ask(client, vault.address)


async def test_sign_in__signed_in__adds_the_wallet(client, fan, vault):
    await sign_in(client, fan)
    await sign_in(client, vault)

    account = await read_account(client)

    assert set(addresses(account)) == {fan.address, vault.address}
    assert account["address"] == vault.address


async def test_sign_in__with_a_wallet_of_the_account__adds_nothing(client, fan):
    await sign_in(client, fan)
    assert "Sign in to this label." in await ask(client, fan.address)

    await sign_in(client, fan)

    account = await read_account(client)
    assert (addresses(account), len(account["sessions"])) == ([fan.address], 1)


async def test_sign_in__with_any_wallet_of_an_account__enters_it(client, create_browser, fan, vault):
    await sign_in(client, fan)
    await sign_in(client, vault)
    phone = create_browser()
    await sign_in(phone, fan)

    assert set(addresses(await read_account(phone))) == {fan.address, vault.address}


async def test_sign_in__signed_out_in_between__does_not_add(client, fan, vault):
    await sign_in(client, fan)
    message = await ask(client, vault.address)
    await client.delete("/api/session")

    assert (await bring(client, message, sign(vault, message))).status_code == 401


async def test_sign_in__wallet_of_another_account__moves_it(client, create_browser, fan, vault):
    phone = create_browser()
    await sign_in(phone, vault)
    await sign_in(client, fan)
    await sign_in(client, vault)

    assert set(addresses(await read_account(client))) == {fan.address, vault.address}
    assert await read_viewer(phone) is None


async def test_sign_in__wallet_moved__leaves_the_others_where_they_were(client, create_browser, fan, vault, stranger):
    phone = create_browser()
    await sign_in(phone, fan)
    await sign_in(phone, vault)
    await sign_in(client, stranger)
    await sign_in(client, vault)
    await sign_in(phone, fan)

    assert addresses(await read_account(phone)) == [fan.address]


async def test_end_session__of_another_browser__signs_it_out(client, create_browser, fan):
    phone = create_browser()
    await sign_in(phone, fan)
    await sign_in(client, fan)
    other = next(one["id"] for one in (await read_account(client))["sessions"] if not one["is_current"])

    answer = await client.delete(f"/api/account/sessions/{other}")

    assert (answer.status_code, await read_viewer(phone), await read_viewer(client)) == (204, None, fan.address)


async def test_end_session__of_somebody_else__answers_404(client, create_browser, fan, stranger):
    other = create_browser()
    await sign_in(other, stranger)
    await sign_in(client, fan)
    (session,) = (await read_account(other))["sessions"]

    answer = await client.delete(f"/api/account/sessions/{session['id']}")

    assert (answer.status_code, await read_viewer(other)) == (404, stranger.address)


async def test_end_other_sessions__of_three__leaves_this_one(client, create_browser, fan, stranger):
    phone, tablet, other = create_browser(), create_browser(), create_browser()
    for browser in (phone, tablet, client):
        await sign_in(browser, fan)
    await sign_in(other, stranger)

    await client.delete("/api/account/sessions")

    assert len((await read_account(client))["sessions"]) == 1
    assert [await read_viewer(browser) for browser in (phone, tablet, other)] == [None, None, stranger.address]


async def test_remove_wallet__one_of_two__ends_what_it_opened(client, create_browser, fan, vault):
    phone = create_browser()
    await sign_in(phone, fan)
    await sign_in(client, fan)
    await sign_in(client, vault)

    answer = await client.delete(f"/api/account/wallets/{fan.address}")

    assert (answer.status_code, addresses(await read_account(client))) == (204, [vault.address])
    assert await read_viewer(phone) is None


async def test_remove_wallet__that_signed_in_here__signs_out(client, fan, vault):
    await sign_in(client, fan)
    await sign_in(client, vault)

    await client.delete(f"/api/account/wallets/{vault.address}")

    assert await read_viewer(client) is None


async def test_remove_wallet__the_last__answers_409(client, fan):
    await sign_in(client, fan)

    answer = await client.delete(f"/api/account/wallets/{fan.address}")

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/last-wallet")


async def test_remove_wallet__of_somebody_else__answers_404(client, create_browser, fan, stranger):
    other = create_browser()
    await sign_in(other, stranger)
    await sign_in(client, fan)

    answer = await client.delete(f"/api/account/wallets/{stranger.address}")

    assert (answer.status_code, await read_viewer(other)) == (404, stranger.address)


async def test_read_session__after_twelve_hours_unused__names_nobody(client, fan, clock):
    await sign_in(client, fan)
    clock.advance(hours=12)

    assert await read_viewer(client) is None


async def test_read_session__used_every_eleven_hours__lasts_seven_days(client, fan, clock):
    await sign_in(client, fan)
    for _ in range(15):
        clock.advance(hours=11)
        assert await read_viewer(client) == fan.address

    clock.advance(hours=3)

    assert await read_viewer(client) is None


@pytest.mark.parametrize(("minutes", "is_written"), [(4, False), (5, True)])
async def test_read_account__later__writes_down_every_five_minutes_that_it_is_used(
    client, fan, clock, minutes, is_written
):
    await sign_in(client, fan)
    signed_in_at = clock()
    clock.advance(minutes=minutes)
    await read_account(client)

    (session,) = (await read_account(client))["sessions"]

    assert (datetime.fromisoformat(session["seen_at"]) > signed_in_at) is is_written


async def test_find_member__two_wallets__has_the_one_that_signed_in_first(client, database, clock, fan, vault):
    await sign_in(client, vault)
    await sign_in(client, fan)

    async with database.snapshot() as session:
        member = await find_member(session, client.cookies["session"], clock())

    assert (member.address, member.wallets) == (fan.address, (fan.address, vault.address))


async def test_find_member__unknown_cookie__is_nobody(database, clock):
    async with database.snapshot() as session:
        assert await find_member(session, "made up", clock()) is None
