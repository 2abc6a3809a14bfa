"""Wallets that are contracts sign in, on a real chain."""

import asyncio
from types import SimpleNamespace

import httpx
import pytest

from backend.chain.errors import NodeRefused, NodeUnavailable
from backend.chain.node import Node
from backend.chain.signature_check import WRAPPED, SignatureCheck
from backend.core.rates import RateBook
from backend.identity.contract_wallets import ContractWallets
from backend.identity.errors import WalletAskedTooOften, WalletNotAsked
from tests.backend.identity.deployed_wallets import wrap
from tests.backend.identity.stand_in import CountingNode, ask, bring, read_account, sign, sign_in

PRECOMPILE = "0x0000000000000000000000000000000000000004"
WALLET = "0x" + "1A" * 20
QUESTION = (WALLET, b"\1" * 32, b"\2" * 65)


@pytest.fixture
async def node(anvil):
    node = Node(anvil.url)
    yield node
    await node.close()


async def test_sign_in__by_the_key_of_a_contract__enters_as_the_contract(client, wallets, fan):
    wallet = wallets.create("KeyWallet", fan.address)

    answer = await sign_in(client, fan, wallet)

    assert answer.json()["address"] == wallet
    assert (await read_account(client))["wallets"][0]["is_contract"]


async def test_sign_in__by_another_key_than_the_contracts__answers_401(client, wallets, fan, stranger):
    answer = await sign_in(client, stranger, wallets.create("KeyWallet", fan.address))

    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/signature-wrong")


@pytest.mark.parametrize("name", ["RefusingWallet", "RevertingWallet", "BurningWallet", "BombWallet", "StableToken"])
async def test_sign_in__contract_that_does_not_accept__answers_401(client, wallets, fan, name):
    assert (await sign_in(client, fan, wallets.create(name))).status_code == 401


async def test_sign_in__as_the_precompile_that_echoes__answers_401(client, wallets, fan):
    assert (await sign_in(client, fan, PRECOMPILE)).status_code == 401


async def test_sign_in__before_the_wallet_is_deployed__enters_as_the_wallet(client, wallets, fan):
    plan = wallets.plan(fan.address)
    message = await ask(client, plan.call())

    answer = await bring(client, message, wrap(plan, sign(fan, message)))

    assert answer.json()["address"] == plan.call()


async def test_sign_in__after_the_wallet_was_deployed__takes_the_wrapped_signature(client, wallets, fan):
    plan = wallets.plan(fan.address)
    address = plan.call()
    wallets.send(plan)
    message = await ask(client, address)

    assert (await bring(client, message, wrap(plan, sign(fan, message)))).status_code == 200


async def test_sign_in__undeployed_wallet_of_another__answers_401(client, wallets, fan, stranger):
    plan = wallets.plan(fan.address)
    message = await ask(client, plan.call())

    assert (await bring(client, message, wrap(plan, sign(stranger, message)))).status_code == 401


async def test_sign_in__factory_deploys_another_wallet__answers_401(client, wallets, fan, stranger):
    message = await ask(client, fan.address)

    answer = await bring(client, message, wrap(wallets.plan(stranger.address), sign(stranger, message)))

    assert answer.status_code == 401


@pytest.mark.parametrize("inside", [b"", b"\1", b"\xff" * 96], ids=["nothing", "a byte", "lengths beyond it"])
async def test_sign_in__wrapper_that_cannot_be_read__answers_401(client, wallets, fan, inside):
    message = await ask(client, wallets.create("KeyWallet", fan.address))

    assert (await bring(client, message, "0x" + (inside + WRAPPED).hex())).status_code == 401


async def test_sign_in__key_of_an_account__asks_no_node(app, client, fan):
    node = CountingNode()
    app.state.contract_wallets = ContractWallets(node, SignatureCheck.load())

    assert ((await sign_in(client, fan)).status_code, node.asked) == (200, 0)


@pytest.mark.parametrize("failure", [NodeUnavailable(), NodeRefused("busy")], ids=["away", "busy"])
async def test_accepts__node_that_does_not_know__says_that_the_wallet_did_nothing_wrong(failure):
    node = CountingNode()
    node.failure = failure

    with pytest.raises(WalletNotAsked, match="did nothing wrong"):
        await ContractWallets(node, SignatureCheck.load()).accepts(*QUESTION)


async def test_accepts__node_that_is_silent__does_not_wait_long():
    async def wait(call):
        await asyncio.Event().wait()

    wallets = ContractWallets(SimpleNamespace(simulate=wait), SignatureCheck.load(), timeout_seconds=0.01)

    with pytest.raises(WalletNotAsked):
        await wallets.accepts(*QUESTION)


async def test_accepts__node_that_simulates_no_creation__lets_nobody_in():
    answer = {"jsonrpc": "2.0", "id": 0, "result": "0x"}
    node = Node("http://node.test", transport=httpx.MockTransport(lambda _request: httpx.Response(200, json=answer)))

    with pytest.raises(WalletNotAsked):
        await ContractWallets(node, SignatureCheck.load()).accepts(*QUESTION)
    await node.close()


async def test_accepts__one_wallet_again_and_again__is_refused():
    node = CountingNode()
    wallets = ContractWallets(node, SignatureCheck.load(), RateBook(2, clock=lambda: 0.0))
    assert [await wallets.accepts(*QUESTION) for _ in range(2)] == [False, False]

    with pytest.raises(WalletAskedTooOften):
        await wallets.accepts(*QUESTION)

    assert node.asked == 2
