import httpx
import pytest
from eth_account import Account

from backend.chain.errors import (
    BalanceTooLow,
    NodeRefused,
    NodeUnavailable,
    RangeRefused,
    Reverted,
    WrongChain,
)
from backend.chain.node import Node

LOCAL_CHAIN = 31337
POLYGON_EXTRA_DATA = "0x" + "ab" * 97
BLOCK = {
    "number": "0x10",
    "hash": "0x" + "22" * 32,
    "parentHash": "0x" + "11" * 32,
    "timestamp": "0x65000000",
    "extraData": POLYGON_EXTRA_DATA,
}


@pytest.fixture
async def create_scripted_node():
    """Make nodes that answer every question with the same response."""
    nodes = []

    def create_scripted_node(response, **options):
        transport = httpx.MockTransport(lambda _request: response)
        nodes.append(Node("http://node.test", transport=transport, **options))
        return nodes[-1]

    yield create_scripted_node
    for node in nodes:
        await node.close()


def answer(result):
    return httpx.Response(200, json={"jsonrpc": "2.0", "id": 0, "result": result})


def refusal(message, code=-32000):
    return httpx.Response(200, json={"jsonrpc": "2.0", "id": 0, "error": {"code": code, "message": message}})


async def test_head__polygon_block__is_read_despite_its_extra_data(create_scripted_node):
    header = await create_scripted_node(answer(BLOCK)).head()

    assert (header.number, header.hash, header.parent_hash) == (16, BLOCK["hash"], BLOCK["parentHash"])


async def test_head__node_down__says_so(create_scripted_node):
    node = Node("http://127.0.0.1:1")

    with pytest.raises(NodeUnavailable, match="does not answer"):
        await node.head()
    await node.close()


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(httpx.Response(502, text="<html>Bad gateway</html>"), id="html"),
        pytest.param(httpx.Response(429, json={"message": "slow down"}), id="rate limit"),
        pytest.param(httpx.Response(200, json=[]), id="list"),
    ],
)
async def test_head__answer_is_no_json_rpc__is_unavailable(create_scripted_node, response):
    with pytest.raises(NodeUnavailable):
        await create_scripted_node(response).head()


async def test_head__node_refuses__repeats_its_reason(create_scripted_node):
    with pytest.raises(NodeRefused, match="header not ready"):
        await create_scripted_node(refusal("header not ready")).head()


async def test_head__node_on_another_chain__names_both(create_scripted_node):
    node = create_scripted_node(answer("0x1"), chain_id=137)

    with pytest.raises(WrongChain, match="chain 1, but the label is deployed on chain 137"):
        await node.head()


async def test_logs_between__too_many__asks_for_a_shorter_range(create_scripted_node):
    node = create_scripted_node(refusal("query returned more than 10000 results", -32005))

    with pytest.raises(RangeRefused, match="blocks 5 to 900"):
        await node.logs_between(5, 900, ["0x" + "11" * 20])


async def test_simulate__revert_without_text__has_no_hex(create_scripted_node):
    custom = {"code": 3, "message": "execution reverted", "data": "0xdeadbeef" + "00" * 32}
    node = create_scripted_node(httpx.Response(200, json={"jsonrpc": "2.0", "id": 0, "error": custom}))

    with pytest.raises(Reverted, match="it gives no reason"):
        await node.simulate({"to": "0x" + "11" * 20})


async def test_node__real_chain__reads_blocks(node, anvil):
    start = (await node.head()).number
    anvil.mine(3)

    assert await node.chain_id() == LOCAL_CHAIN
    head = await node.head()
    assert head.number == start + 3
    assert await node.find_header(start + 3) == head
    assert (await node.find_header(start + 2)).hash == head.parent_hash


async def test_find_header__above_the_head__is_none(node):
    assert await node.find_header(99) is None


async def test_finalized__young_chain__is_the_first_block(node, anvil):
    anvil.mine(3)

    assert (await node.finalized()).number == 0


async def test_logs__real_mint__are_the_same_by_block_and_range(node, label):
    drop = label.create_drop()
    label.mint(drop, label.fan)
    head = await node.head()

    by_block = await node.logs_of_block(head.hash, [drop.address])
    by_range = await node.logs_between(0, head.number, [drop.address])

    assert len(by_block) == 2
    assert by_block == by_range


async def test_logs_of_block__unknown_block__is_refused(node, label):
    with pytest.raises(NodeRefused):
        await node.logs_of_block("0x" + "77" * 32, [label.contract.address])


async def test_simulate__contract_refuses__gives_its_reason(node, label):
    drop = label.create_drop()
    data = label.load_contracts().encode("MixDrop", "mint", label.fan, 1)

    with pytest.raises(Reverted) as caught:
        await node.simulate({"from": label.fan, "to": drop.address, "data": data, "value": "0x1"})

    assert caught.value.reason == "drop: wrong payment"


async def test_simulate__sender_cannot_pay__says_so(node, label):
    broke = "0x" + "77" * 20

    with pytest.raises(BalanceTooLow):
        await node.simulate({"from": broke, "to": label.fan, "value": "0x1"})


async def test_find_receipt__mined_mint__has_its_logs(node, label):
    drop = label.create_drop()
    transaction = label.mint(drop, label.fan).to_0x_hex()

    receipt = await node.find_receipt(transaction)
    found = await node.find_transaction(transaction)

    assert receipt.succeeded
    assert {log.address for log in receipt.logs} == {drop.address}
    assert (found.sender, found.nonce) == (label.fan, 0)
    assert await node.nonce(label.fan) == 1


async def test_find_receipt__unknown_transaction__is_none(node):
    assert await node.find_receipt("0x" + "77" * 32) is None
    assert await node.find_transaction("0x" + "77" * 32) is None


async def test_broadcast__signed_transaction__is_mined_and_counted_in_its_block(node, anvil, label):
    sender = Account.from_key("0x" + "3c" * 32)
    anvil.ask("anvil_setBalance", sender.address, hex(10**18))
    before = await node.head()
    fields = {"to": label.fan, "value": 1, "gas": 21_000, "gasPrice": 10**11, "nonce": 0, "chainId": LOCAL_CHAIN}
    signed = sender.sign_transaction(fields)

    await node.broadcast(signed.raw_transaction.to_0x_hex())
    anvil.mine()

    assert (await node.find_receipt(signed.hash.to_0x_hex())).gas_used == 21_000
    counts = [await node.nonce_at(sender.address, before.number + later) for later in (0, 1)]
    assert counts == [0, 1]


async def test_broadcast__sender_cannot_pay__is_refused(node, label):
    fields = {"to": label.fan, "value": 1, "gas": 21_000, "gasPrice": 10**11, "nonce": 0, "chainId": LOCAL_CHAIN}
    signed = Account.from_key("0x" + "3d" * 32).sign_transaction(fields)

    with pytest.raises(NodeRefused):
        await node.broadcast(signed.raw_transaction.to_0x_hex())


async def test_priority_fee__any_chain__is_a_part_of_the_price(node, label):
    assert 0 < await node.priority_fee() <= await node.gas_price()


async def test_is_contract__by_code__leaves_keys_that_use_a_contracts(node, anvil, label):
    anvil.ask("anvil_setCode", label.stranger, "0xef0100" + label.contract.address[2:])

    found = [await node.is_contract(each) for each in (label.contract.address, label.fan, label.stranger)]

    assert found == [True, False, False]
