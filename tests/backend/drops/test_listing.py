"""Lists over HTTP, for the label's owner, and what a drop's page says of them."""

import pytest

from backend.drops.allowlist import ListedWallet, build_tree
from backend.drops.listing import LIMIT_BYTES, AllowlistService, Listed
from backend.drops.repository import AllowlistRepository

PATH = "/api/allowlists"
WALLETS = [f"0x{number:040x}" for number in range(1, 100_001)]


def entry(wallet, quantity=2, price=10**16):
    return {"wallet": wallet, "quantity": quantity, "price": str(price)}


@pytest.fixture
async def owner(create_client, node, contracts, label):
    async with create_client(node, contracts, viewer=label.artist) as owner:
        yield owner


async def test_keep_allowlist__anonymous__is_refused(client):
    refused = await client.post(PATH, json={"entries": [entry(WALLETS[0])]})

    assert refused.status_code == 401


async def test_keep_allowlist__by_a_stranger__is_refused(create_client, node, contracts, label):
    async with create_client(node, contracts, viewer=label.stranger) as stranger:
        refused = await stranger.post(PATH, json={"entries": [entry(WALLETS[0])]})

    assert refused.status_code == 403


async def test_keep_allowlist__twice__is_the_same_list(owner):
    entries = [entry(wallet) for wallet in WALLETS[:3]]

    first = await owner.post(PATH, json={"entries": entries})
    second = await owner.post(PATH, json={"entries": entries[::-1]})

    root = build_tree([ListedWallet(wallet, 2, 10**16) for wallet in WALLETS[:3]]).root
    assert first.json() == second.json() == {"root": root, "count": 3}


@pytest.mark.parametrize(
    ("entries", "field", "detail"),
    [
        pytest.param([], "entries", "at least 1 item", id="nobody"),
        pytest.param([entry("0x12")], "entries.0.wallet", "is not an address", id="no address"),
        pytest.param([entry(WALLETS[0], quantity=0)], "entries.0.quantity", "greater than or equal to 1", id="none"),
        pytest.param(
            [entry(WALLETS[0], quantity=65_536)], "entries.0.quantity", "65535", id="more than a wallet counts"
        ),
        pytest.param(
            [entry(WALLETS[0], price=-1)], "entries.0.price", "greater than or equal to 0", id="negative price"
        ),
        pytest.param([entry(WALLETS[0]), entry(WALLETS[0])], "entries", "is on the list twice. Keep one", id="twice"),
    ],
)
async def test_keep_allowlist__bad_entry__names_it(owner, entries, field, detail):
    refused = await owner.post(PATH, json={"entries": entries})

    assert (refused.status_code, refused.json()["field"]) == (422, field)
    assert detail in refused.json()["detail"]


async def test_keep_allowlist__no_json__is_refused(owner):
    assert (await owner.post(PATH, content=b"wallet,quantity")).status_code == 422


async def send(*chunks):
    for chunk in chunks:
        yield chunk


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        pytest.param(send(b"{"), {"Content-Length": str(LIMIT_BYTES + 1)}, id="announced"),
        pytest.param(send(b" " * LIMIT_BYTES, b" "), {}, id="unannounced"),
    ],
)
async def test_keep_allowlist__too_large__is_refused(owner, content, headers):
    refused = await owner.post(PATH, content=content, headers=headers)

    assert refused.status_code == 413
    assert refused.json()["detail"] == (
        "A list is at most 16 MB of JSON for 100,000 wallets. Spread it over two phases."
    )


async def test_find_proof__one_of_100_000_wallets__is_a_lookup(each_database):
    entries = tuple(ListedWallet(wallet, 1, 5) for wallet in WALLETS)
    listed = Listed(entries, build_tree(entries))
    async with each_database.transaction() as session:
        await AllowlistService(AllowlistRepository(session)).keep(listed)

    async with each_database.snapshot() as session:
        lists = AllowlistService(AllowlistRepository(session))
        proof = await lists.find_proof(listed.tree.root, WALLETS[77])
        absent = await lists.find_proof(listed.tree.root, "0x" + "77" * 20)

    assert (proof.quantity, proof.price, len(proof.siblings), absent) == (1, 5, 17, None)


async def test_read_drop__wallet_on_a_list__says_what_it_may_buy(client, owner, label, index):
    listed = {"entries": [entry(label.fan, quantity=3, price=7), entry(WALLETS[0])]}
    root = (await owner.post(PATH, json=listed)).json()["root"]
    label.create_drop(phases=[{"root": root}, {"price": 1}])
    await index()

    fan = (await client.get("/api/drops/warehouse", params={"wallet": label.fan})).json()["phases"]
    stranger = (await client.get("/api/drops/warehouse", params={"wallet": label.stranger})).json()["phases"]

    assert [phase["yours"] for phase in fan] == [None, {"quantity": 3, "price": "7"}, None]
    assert [phase["yours"] for phase in stranger] == [None, None, None]
