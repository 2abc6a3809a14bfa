"""From a fan's wish to a confirmed edition, over HTTP and a real chain."""

import pytest
from web3 import Web3

DROP_PATH = "/api/drops/warehouse"
DROPPED = "0x" + "5a" * 32
BROKE = Web3.to_checksum_address("0x" + "77" * 20)


async def prepare(client, account, quantity=1):
    return await client.post(f"{DROP_PATH}/mints", json={"account": account, "quantity": quantity})


async def watch(client, transaction_hash):
    return (await client.get(f"{DROP_PATH}/mints/{transaction_hash}")).json()


def submit(label, prepared):
    """Send a prepared transaction as a wallet does, and return its hash."""
    return label.web3.provider.make_request("eth_sendTransaction", [prepared.json()["transaction"]])["result"]


def send(label, prepared):
    """Send a prepared transaction and wait for its block."""
    transaction = submit(label, prepared)
    label.web3.eth.wait_for_transaction_receipt(transaction, poll_latency=0.02)
    return transaction


async def test_prepare_mint__open_drop__mints_when_sent(client, label, open_drop):
    drop = await open_drop()

    prepared = await prepare(client, label.fan, quantity=2)
    send(label, prepared)

    assert prepared.json()["chain_id"] == "0x7a69"
    assert int(prepared.json()["transaction"]["value"], 16) == 2 * 10**17
    assert drop.functions.ownerOf(2).call() == label.fan


@pytest.mark.parametrize(
    ("terms", "quantity", "detail"),
    [
        pytest.param({"opens": 4_000_000_000}, 1, "The sale opens on 2 October 2096 at 07:06 UTC.", id="upcoming"),
        pytest.param({"closes": 1_000_000_000}, 1, "The sale closed on 9 September 2001 at 01:46 UTC.", id="closed"),
        pytest.param({"wallet_cap": 1}, 2, "One wallet can collect one edition of this drop.", id="cap"),
        pytest.param({"supply": 1}, 2, "Fewer than 2 of the 1 editions are left.", id="too few left"),
    ],
)
async def test_prepare_mint__contract_would_refuse__says_why(client, label, open_drop, terms, quantity, detail):
    await open_drop(**terms)

    refused = await prepare(client, label.fan, quantity)

    assert refused.status_code == 409
    assert refused.json()["detail"].startswith(detail)


async def test_prepare_mint__sold_out__says_so_without_asking_the_node(client, label, open_drop, index, node):
    drop = await open_drop(supply=1)
    label.mint(drop, label.stranger)
    await index()
    await node.close()

    refused = await prepare(client, label.fan)

    assert refused.json()["detail"].startswith("The one edition is collected.")


async def test_prepare_mint__sold_out_a_moment_ago__says_so(client, label, open_drop):
    drop = await open_drop(supply=1)
    label.mint(drop, label.stranger)

    refused = await prepare(client, label.fan)

    assert refused.json()["detail"].startswith("The one edition is collected.")


async def test_prepare_mint__empty_wallet__names_both_amounts(client, open_drop):
    await open_drop()

    refused = await prepare(client, BROKE)

    assert refused.status_code == 409
    assert "This needs 0.1 POL" in refused.json()["detail"]
    assert "the wallet holds 0 POL" in refused.json()["detail"]


async def test_prepare_mint__nothing_left_for_the_fee__names_both_amounts(client, anvil, open_drop):
    await open_drop()
    anvil.ask("anvil_setBalance", BROKE, hex(10**17))

    refused = await prepare(client, BROKE)

    assert refused.json()["field"] == "account"
    assert "the wallet holds 0.1 POL" in refused.json()["detail"]


async def test_prepare_mint__no_such_drop__is_not_found(client, label, index):
    await index()

    assert (await prepare(client, label.fan)).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"account": "0x12", "quantity": 1}, "account", id="no address"),
        pytest.param({"account": BROKE, "quantity": 0}, "quantity", id="none"),
    ],
)
async def test_prepare_mint__bad_input__names_the_field(client, body, field):
    refused = await client.post(f"{DROP_PATH}/mints", json=body)

    assert (refused.status_code, refused.json()["field"]) == (422, field)


async def test_watch_mint__mined__confirms_and_names_the_serials(client, label, anvil, open_drop):
    drop = await open_drop()
    label.mint(drop, label.stranger)
    transaction = send(label, await prepare(client, label.fan, quantity=2))

    first = await watch(client, transaction)
    anvil.mine()
    second = await watch(client, transaction)

    assert (first["state"], first["confirmations"], first["needed"]) == ("confirming", 1, 2)
    assert (second["state"], second["serials"]) == ("confirmed", [2, 3])


async def test_watch_mint__waiting__is_pending(client, label, anvil, open_drop):
    await open_drop()
    prepared = await prepare(client, label.fan)
    anvil.pause_mining()

    assert (await watch(client, submit(label, prepared)))["state"] == "pending"


async def test_watch_mint__reverted_on_chain__failed(client, label, anvil, open_drop):
    drop = await open_drop(supply=1)
    prepared = await prepare(client, label.fan)
    anvil.pause_mining()
    drop.functions.mint(label.stranger, 1).transact(
        {"from": label.stranger, "value": 10**17, "gas": 500_000, "gasPrice": 10**11}
    )
    transaction = submit(label, prepared)
    anvil.mine()

    assert (await watch(client, transaction))["state"] == "failed"


async def test_watch_mint__never_heard_of__is_unknown(client, open_drop):
    await open_drop()

    assert (await watch(client, DROPPED))["state"] == "unknown"


async def test_watch_mint__remembered_and_gone__is_dropped_after_a_minute(client, label, clock, open_drop):
    await open_drop()
    remembered = await client.post(f"{DROP_PATH}/mints/{DROPPED}", json={"account": label.fan})

    assert remembered.status_code == 204
    assert (await watch(client, DROPPED))["state"] == "pending"
    clock.advance(minutes=1)
    assert (await watch(client, DROPPED))["state"] == "dropped"


async def test_watch_mint__another_transaction_took_its_nonce__is_replaced(client, label, anvil, open_drop):
    await open_drop()
    prepared = await prepare(client, label.fan)
    anvil.pause_mining()
    transaction = submit(label, prepared)
    await client.post(f"{DROP_PATH}/mints/{transaction}", json={"account": label.fan})

    cancellation = {"from": label.fan, "to": label.fan, "nonce": 0, "gas": 21_000, "gasPrice": 10**11}
    label.web3.eth.send_transaction(cancellation)
    anvil.mine()

    assert (await watch(client, transaction))["state"] == "replaced"


async def test_remember_mint__node_knows_the_sender__believes_the_node(client, label, anvil, open_drop):
    await open_drop()
    transaction = send(label, await prepare(client, label.fan))

    await client.post(f"{DROP_PATH}/mints/{transaction}", json={"account": label.stranger})
    anvil.reorg(1)
    label.web3.eth.send_transaction({"from": label.fan, "to": label.fan})

    assert (await watch(client, transaction))["state"] == "replaced"


async def test_remember_mint__not_a_hash__is_refused(client, label):
    refused = await client.post(f"{DROP_PATH}/mints/0x12", json={"account": label.fan})

    assert (refused.status_code, refused.json()["field"]) == (422, "transaction_hash")


async def test_read_drop__signed_in_holder__sees_their_serials(create_client, node, contracts, label, open_drop, index):
    drop = await open_drop()
    label.mint(drop, label.fan)
    await index()

    async with create_client(node, contracts, viewer=label.fan) as client:
        details = (await client.get(DROP_PATH)).json()

    assert details["serials_of_viewer"] == [1]
    assert (details["supply"], details["minted"], details["state"]) == (5, 1, "open")
    assert [(phase["price"], phase["state"]) for phase in details["phases"]] == [(str(10**17), "open")]
