"""Whether a recording may be heard, over HTTP, where no gate is set: an edition opens it."""

import pytest

from tests.backend.gates.conftest import FINALIZED, create_member

ACCESS = "/api/releases/night-bus/access"
HOT, COLD = "0x" + "f1" * 20, "0x" + "c0" * 20

pytestmark = pytest.mark.usefixtures("release")


async def read(client):
    async with client:
        answer = (await client.get(ACCESS)).json()
    return answer["state"], answer["serials"]


async def test_read_access__anonymous__is_asked_to_sign_in(create_client):
    assert await read(create_client()) == ("anonymous", [])


async def test_read_access__unknown_release__answers_404(create_client):
    async with create_client() as client:
        assert (await client.get("/api/releases/elsewhere/access")).status_code == 404


async def test_read_access__stranger__is_told_where_to_go(create_client, give):
    await give(COLD)

    assert await read(create_client(create_member(HOT))) == ("stranger", [])


async def test_read_access__edition_not_final__is_pending(create_client, give):
    await give(HOT, block=FINALIZED + 1)

    assert await read(create_client(create_member(HOT))) == ("pending", [1])


async def test_read_access__edition_in_another_wallet_of_the_account__grants(create_client, give):
    await give(COLD)

    assert await read(create_client(create_member(HOT, COLD))) == ("holder", [1])


async def test_read_access__holder__names_every_edition(create_client, give):
    await give(HOT, token_id=12)
    await give(HOT, token_id=4)

    async with create_client(create_member(HOT)) as client:
        answer = (await client.get(ACCESS)).json()

    assert (answer["state"], answer["serials"], answer["block_number"]) == ("holder", [4, 12], FINALIZED)
    assert answer["sentence"] == "You hold #4, #12: the full mix is yours to hear."
