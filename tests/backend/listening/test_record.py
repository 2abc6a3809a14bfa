"""The record of plays and receipts, over HTTP."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from eth_utils.address import to_checksum_address

from backend.listening.record import PLAYS_PER_PAGE
from tests.backend.listening.label import CHAIN_ID, OWNER

FAN, STRANGER = to_checksum_address("0x" + "fa" * 20), to_checksum_address("0x" + "52" * 20)
OURS = f"account of {FAN}"


def name(number):
    return f"{number:032x}"


@pytest.mark.parametrize("path", ["/api/plays", "/api/account/plays", f"/api/plays/{name(1)}/receipt"])
async def test_record__anonymous__answers_401(browse, path):
    assert (await (await browse()).get(path)).status_code == 401


@pytest.mark.parametrize("path", ["/api/plays", f"/api/plays/{name(1)}/receipt"])
async def test_record__neither_listener_nor_owner__answers_403(browse, create_play, path):
    await create_play(name(1), account=OURS)

    assert (await (await browse(STRANGER)).get(path)).status_code == 403


async def test_list_plays__owner__reads_who_played_what(browse, create_play, clock):
    await create_play(name(1), account=OURS, wallet=FAN, bytes_sent=7)
    clock.advance(seconds=1)
    await create_play(name(2), contract=None, token_id=None)

    answer = (await (await browse(to_checksum_address(OWNER))).get("/api/plays")).json()

    assert [(play["id"], play["token_id"]) for play in answer["plays"]] == [(name(2), None), (name(1), "1")]
    assert (answer["plays"][1]["wallet"], answer["plays"][1]["bytes_sent"], answer["next"]) == (FAN, 7, None)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"slug": "warehouse"}, [2]),
        ({"wallet": STRANGER}, [3]),
        ({"day": "2026-06-02"}, [4]),
        ({"day": "2026-06-01", "slug": "night-bus"}, [3, 1]),
    ],
    ids=["release", "wallet", "day", "two at once"],
)
async def test_list_plays__filtered__names_those_alone(browse, create_play, clock, wanted, found):
    await create_play(name(1), wallet=FAN)
    await create_play(name(2), wallet=FAN, slug="warehouse", token_id=2)
    await create_play(name(3), wallet=STRANGER, token_id=3)
    clock.advance(hours=12)
    await create_play(name(4), wallet=FAN, token_id=4)

    answer = await (await browse(to_checksum_address(OWNER))).get("/api/plays", params=wanted)

    assert [int(play["id"], 16) for play in answer.json()["plays"]] == found


async def test_list_plays__more_than_a_page__goes_on_where_it_ended(browse, create_play):
    for number in range(PLAYS_PER_PAGE + 2):
        await create_play(name(number), token_id=number)
    owner = await browse(to_checksum_address(OWNER))

    first = (await owner.get("/api/plays")).json()
    second = (await owner.get("/api/plays", params={"before": first["next"]})).json()

    assert [len(first["plays"]), [play["id"] for play in second["plays"]]] == [PLAYS_PER_PAGE, [name(1), name(0)]]
    assert second["next"] is None


async def test_list_own_plays__fan__sees_their_own_alone(browse, create_play):
    await create_play(name(1), account=OURS)
    await create_play(name(2), token_id=2)

    answer = (await (await browse(FAN)).get("/api/account/plays")).json()

    assert [play["id"] for play in answer["plays"]] == [name(1)]


async def test_read_receipt__listener__is_checked_with_the_label_key_alone(browse, create_play):
    await create_play(name(1), account=OURS, wallet=FAN, token_id=7, block_number=123)
    fan = await browse(FAN)

    answer = (await fan.get(f"/api/plays/{name(1)}/receipt")).json()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex((await fan.get("/api/receipts/key")).json()["public_key"]))

    receipt = answer["receipt"]
    assert (receipt["wallet"], receipt["token_id"], receipt["block_number"]) == (FAN, "7", 123)
    assert (receipt["chain_id"], receipt["started_at"]) == (CHAIN_ID, "2026-06-01T12:00:00Z")
    canonical = json.dumps(receipt, sort_keys=True, separators=(",", ":")).encode()
    key.verify(bytes.fromhex(answer["signature"]), canonical)


async def test_read_receipt__owner__has_that_of_any_play(browse, create_play):
    await create_play(name(1), account=OURS)
    owner = await browse(to_checksum_address(OWNER))

    statuses = [(await owner.get(f"/api/plays/{name(number)}/receipt")).status_code for number in (1, 2)]

    assert statuses == [200, 404]


async def test_read_receipt__play_without_a_token__has_none(browse, create_play):
    await create_play(name(1), account=OURS, contract=None, token_id=None)

    answer = await (await browse(FAN)).get(f"/api/plays/{name(1)}/receipt")

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/receipt-missing")
