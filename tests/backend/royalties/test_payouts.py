"""From a split with money to paid people: prepared over HTTP, sent as it was prepared, on a real chain."""

import pytest
from web3 import Web3

from backend.chain.indexer import Indexer
from backend.drops.projection import DropsProjection
from backend.holdings.projection import HoldingsProjection
from backend.royalties.projection import RoyaltiesProjection
from backend.royalties.refusals import Attempt, explain_refusal
from backend.royalties.routes import router
from tests.backend.asking import opened_client
from tests.backend.chain.catching_up import catch_up
from tests.backend.royalties.story import COIN, USDC, words

UNSENT = "0x" + "5a" * 32
BROKE = Web3.to_checksum_address("0x" + "77" * 20)


@pytest.fixture
def index(node, contracts, database, clock):
    async def index():
        deployment = contracts.deployment
        royalties = RoyaltiesProjection(deployment.label, deployment.split_codes)
        projections = [DropsProjection(deployment.label), HoldingsProjection(), royalties]
        indexer = Indexer(node, contracts, database, projections, deployment.start_block, clock, receivers=royalties)
        await catch_up(indexer)

    return index


@pytest.fixture
async def client(settings, database, clock, node, contracts):
    state = {"settings": settings, "database": database, "clock": clock, "node": node, "contracts": contracts}
    async with opened_client(router, **state) as client:
        yield client


@pytest.fixture
def ask(client, split, index):
    """Ask for a payout of the drop's split, as it is on chain now."""

    async def ask(deed, address=None, **wish):
        await index()
        return await client.post(f"/api/royalties/{address or split.address}/{deed}", json=wish)

    return ask


@pytest.fixture
def send(label):
    """Send a prepared payout as a wallet does, and wait for its block."""

    def send(answer):
        transaction = {name: answer.raise_for_status().json()[name] for name in ("from", "to", "data", "value", "gas")}
        sent = label.web3.provider.make_request("eth_sendTransaction", [transaction])["result"]
        assert label.web3.eth.wait_for_transaction_receipt(sent, poll_latency=0.02).status == 1
        return sent

    return send


def amounts_of(answer):
    return {part["account"]: int(part["amount"]) for part in answer.json()["amounts"]}


async def test_distribute__coin__gives_each_payee_what_was_said(label, split, shares, refusing, ask, send):
    label.pay(label.stranger, split.address, COIN)
    before = {payee: label.web3.eth.get_balance(payee) for payee, _ in shares}

    prepared = await ask("distribute", account=label.stranger)
    send(prepared)

    said = amounts_of(prepared)
    assert said == {payee: COIN * share // 1_000_000 for payee, share in shares}
    assert prepared.json()["sentence"] == "This pays 1 POL to 3 payees."
    paid = {payee: label.web3.eth.get_balance(payee) - before[payee] for payee, _ in shares}
    assert paid == said | {refusing.address: 0}
    assert split.functions.owed(refusing.address).call() == said[refusing.address]


async def test_distribute__token__credits_each_payee(label, token, split, shares, ask, send):
    label.send(token.functions.transfer(split.address, 30 * USDC), label.fan)

    prepared = await ask("distribute", currency=token.address, account=label.stranger)
    send(prepared)

    assert prepared.json()["sentence"] == "This credits 30 USDC to 3 payees, to take."
    for payee, amount in amounts_of(prepared).items():
        assert split.functions.owed(payee, token.address).call() == amount


async def test_distribute__with_a_reward__says_what_it_is(label, ask, shares):
    label.send(label.split_code.functions.create(words(shares), 10_000), label.artist)
    rewarding = label.split_code.functions.address_of(words(shares), 10_000).call()
    label.pay(label.stranger, rewarding, COIN)

    prepared = (await ask("distribute", rewarding)).json()

    assert prepared["reward"] == str(COIN // 100)
    assert prepared["sentence"] == "This pays 0.99 POL to 3 payees; whoever sends it gets 0.01 POL."


async def test_distribute__payees_were_changed__pays_those_of_now(label, managed_code, shares, ask, send):
    label.send(managed_code.functions.create(words(shares), 0, label.artist, []), label.artist)
    (created,) = managed_code.events.ManagedSplitCreated().get_logs(from_block=label.block)
    managed = label.web3.eth.contract(created.args.split, abi=managed_code.abi)
    heir = [(label.fan, 1_000_000)]
    label.send(managed.functions.change_payees(words(shares), 0, words(heir)), label.artist)
    label.pay(label.stranger, managed.address, COIN)

    prepared = await ask("distribute", managed.address, account=label.stranger)
    send(prepared)

    assert amounts_of(prepared) == {label.fan: COIN}
    assert prepared.json()["sentence"] == "This pays 1 POL to one payee."


async def test_distribute__nothing_came_in__says_so(ask):
    refused = await ask("distribute")

    assert (refused.status_code, refused.json()["field"]) == (409, "currency")
    assert refused.json()["detail"].startswith("No POL waits to be divided.")


async def test_distribute__wallet_cannot_pay_the_fee__names_both_amounts(label, split, ask):
    label.pay(label.stranger, split.address, COIN)

    assert "but the wallet holds 0 POL" in (await ask("distribute", account=BROKE)).json()["detail"]


async def test_distribute__no_split_of_this_label__is_not_found(client):
    refused = await client.post(f"/api/royalties/{BROKE}/distribute", json={})

    assert refused.status_code == 404


async def test_withdraw__by_anyone__pays_the_payee(label, token, split, shares, ask, send):
    payee = shares[0][0]
    label.send(token.functions.transfer(split.address, 30 * USDC), label.fan)
    send(await ask("distribute", currency=token.address, account=label.stranger))

    prepared = await ask("withdraw", payee=payee, currency=token.address, account=label.stranger)
    send(prepared)

    assert token.functions.balanceOf(payee).call() == amounts_of(prepared)[payee]
    assert split.functions.owed(payee, token.address).call() == 0


async def test_withdraw__payee_names_another_address__is_paid_there(label, token, split, shares, ask, send):
    payee = next(account for account, _ in shares if account in label.web3.eth.accounts)
    label.send(token.functions.transfer(split.address, 30 * USDC), label.fan)
    send(await ask("distribute", currency=token.address, account=label.stranger))

    prepared = await ask("withdraw", payee=payee, currency=token.address, account=payee, recipient=BROKE)
    send(prepared)

    assert prepared.json()["sentence"].startswith(f"{BROKE} is paid ")
    assert token.functions.balanceOf(BROKE).call() == amounts_of(prepared)[payee]


async def test_withdraw__to_another_address_by_a_stranger__is_refused(label, shares, ask):
    refused = await ask("withdraw", payee=shares[0][0], account=label.stranger, recipient=BROKE)

    assert (refused.status_code, refused.json()["field"]) == (409, "recipient")


async def test_withdraw__nothing_owed__says_so(shares, ask):
    refused = await ask("withdraw", payee=shares[0][0])

    assert f"{shares[0][0]} is owed no POL" in refused.json()["detail"]


async def test_withdraw__payee_refuses_money__says_that_nothing_is_lost(label, split, refusing, ask, send):
    label.pay(label.stranger, split.address, COIN)
    send(await ask("distribute", account=label.stranger))

    refused = await ask("withdraw", payee=refusing.address)

    assert refused.json()["detail"].startswith(f"{refusing.address} cannot be paid POL: its wallet, or the token")


async def test_watch__sent_payout__is_counted_once_it_is_indexed(label, split, client, ask, send, index):
    label.pay(label.stranger, split.address, COIN)
    path = f"/api/royalties/{split.address}/payouts/{send(await ask('distribute', account=label.stranger))}"

    first = (await client.get(path)).json()
    await index()
    second = (await client.get(path)).json()

    assert (first["state"], first["confirmations"], first["is_counted"]) == ("confirming", 1, False)
    assert second["is_counted"]


@pytest.fixture
def held_blocks(label):
    """A chain that makes a block only when told to."""
    ask = label.web3.provider.make_request
    ask("evm_setAutomine", [False])
    yield lambda: ask("evm_mine", [])
    ask("anvil_dropAllTransactions", [])
    ask("evm_setAutomine", [True])


async def test_watch__sped_up_in_the_wallet__is_replaced_by_what_took_its_place(label, split, client, held_blocks):
    ask = label.web3.provider.make_request
    sent = ask("eth_sendTransaction", [{"from": label.stranger, "to": label.stranger}])["result"]
    path = f"/api/royalties/{split.address}/payouts/{sent}"
    waiting = (await client.get(path)).json()

    ask("anvil_dropAllTransactions", [])
    unseen = (await client.get(path, params=waiting["place"])).json()
    ask("eth_sendTransaction", [{"from": label.stranger, "to": label.stranger, "value": "0x1"}])
    held_blocks()
    replaced = (await client.get(path, params=waiting["place"])).json()

    assert [each["state"] for each in (waiting, unseen, replaced)] == ["pending", "unknown", "replaced"]


async def test_watch__never_sent__is_unknown(client, split):
    assert (await client.get(f"/api/royalties/{split.address}/payouts/{UNSENT}")).json()["state"] == "unknown"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("split: not its payees", "have just changed"),
        ("split: not enough gas", "no transaction as large"),
        ("split: caller refuses reward", "Pay out from another wallet"),
        ("Blacklistable: account is blacklisted", "cannot be paid USDC"),
        ("split: something new", "refuses this payout: something new"),
    ],
)
def test_explain_refusal__reason_of_split_or_token__is_a_sentence(reason, words):
    assert words in explain_refusal(reason, Attempt("USDC", BROKE)).sentence


async def test_withdraw__token_that_is_no_contract__is_owed_nothing(shares, ask):
    refused = await ask("withdraw", payee=shares[0][0], currency=BROKE)

    assert f"no units of the token {BROKE}" in refused.json()["detail"]
