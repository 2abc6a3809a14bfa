"""What people try with somebody else's coin."""

import asyncio

import pytest
from eth_account import Account

from backend.core.keccak import keccak
from backend.relay.rehearsal import MOST_GAS
from tests.backend.chain.deployed_label import deploy
from tests.backend.governance.story import AGAINST, FOR, UNIT
from tests.backend.relay.conftest import API, CONFIRMATIONS
from tests.backend.relay.signing import sign_typed_data

BY_SIGNATURE = keccak(b"castVoteBySig(uint256,uint8,address,bytes)")[:4]
ANYTHING = "0x" + "11" * 65


@pytest.fixture
async def draft(post, wish):
    """Return a vote for the fan's wallet to sign."""
    return (await post("/ballots/draft", wish))["typed_data"]


@pytest.fixture
def install(fans, anvil):
    """Put a wallet on chain that is a contract and has votes on the proposal."""

    def install(name, *arguments):
        wallet = deploy(fans.label.web3, name, *arguments)
        fans.label.send(fans.token.functions.transfer(wallet.address, UNIT), fans.fan)
        return wallet

    return install


@pytest.fixture
def propose(fans, read_chain, note_purse):
    """Have something to vote on that began after what was installed."""

    async def propose():
        _, proposal = fans.propose(fans.governor.functions.setVotingDelay(0), "Another change")
        fans.begin(proposal)
        await read_chain()
        await note_purse()
        return str(proposal)

    return propose


async def test_relay__request_names_a_target_and_coin__is_sent_to_the_governor_with_none(
    fans, fan, wish, draft, post, office, held
):
    more = {"to": fans.stranger, "target": fans.stranger, "value": "1", "data": "0x", "gas": 10**7, "relayer": "0x"}
    signed = wish | {"signature": sign_typed_data(fan, draft)} | more

    relay = await post("/ballots", signed, 202)
    await office.step()
    held.mine()

    sent = fans.label.web3.eth.get_block("latest", full_transactions=True).transactions[0]
    assert (sent["to"], sent["value"], sent["input"][:4]) == (fans.governor.address, 0, BY_SIGNATURE)
    assert relay["state"] == "waiting"


async def test_relay__signature_of_somebody_else__is_refused(stranger, wish, draft, post):
    refused = await post("/ballots", wish | {"signature": sign_typed_data(stranger, draft)}, 422)

    assert (refused["type"], refused["field"]) == ("/problems/signature-refused", "signature")


@pytest.mark.parametrize("change", [{"support": AGAINST}, {"reason": "Not mine"}], ids=["support", "reason"])
async def test_relay__signed_vote_is_changed__is_refused(fan, wish, draft, post, change):
    signed = wish | {"signature": sign_typed_data(fan, draft)}

    assert (await post("/ballots", signed | change, 422))["type"] == "/problems/signature-refused"


@pytest.mark.parametrize(
    "domain", [{"chainId": 137}, {"verifyingContract": "0x" + "00" * 19 + "11"}], ids=["chain", "governor"]
)
async def test_relay__signed_for_another_governor__is_refused(fan, wish, draft, post, domain):
    draft["domain"] |= domain

    refused = await post("/ballots", wish | {"signature": sign_typed_data(fan, draft)}, 422)

    assert refused["type"] == "/problems/signature-refused"


async def test_relay__nonce_of_before__is_refused(fan, wish, draft, post):
    signed = wish | {"signature": sign_typed_data(fan, draft), "nonce": "7"}

    assert (await post("/ballots", signed, 409))["type"] == "/problems/signature-used"


async def test_relay__delegation_somebody_else_signed__is_not_taken_for_his(fan, stranger, opened, post):
    wish = {"account": fan.address, "delegate": stranger.address}
    typed_data = (await post("/delegations/draft", wish))["typed_data"]
    terms = {name: typed_data["message"][name] for name in ("nonce", "expiry")}

    refused = await post("/delegations", wish | terms | {"signature": sign_typed_data(stranger, typed_data)}, 422)

    assert refused["type"] == "/problems/signature-refused"


async def test_relay__wallets_without_a_vote__spend_nothing(opened, post):
    sock_puppet = Account.from_key("0x" + "50" * 32)
    wish = {"account": sock_puppet.address, "proposal": str(opened), "support": FOR, "signature": ANYTHING}

    assert (await post("/ballots", wish, 422))["type"] == "/problems/signature-refused"
    assert (await post("/ballots/draft", wish, 409))["type"] == "/problems/votes-missing"


async def test_relay__signed_vote_that_weighs_nothing__is_refused(opened, wish, draft, post, read):
    sock_puppet = Account.from_key("0x" + "50" * 32)
    draft["message"]["voter"] = sock_puppet.address

    signed = wish | {"account": sock_puppet.address, "signature": sign_typed_data(sock_puppet, draft)}

    assert (await post("/ballots", signed, 409))["type"] == "/problems/votes-missing"


@pytest.mark.parametrize("name", ["BurningWallet", "BombWallet", "RevertingWallet", "RefusingWallet"])
async def test_relay__wallet_that_burns_gas_when_asked__is_refused(install, propose, post, name):
    wallet = install(name)
    wish = {"account": wallet.address, "proposal": await propose(), "support": FOR, "signature": ANYTHING}

    refused = await post("/ballots", wish, 422)

    assert refused["type"] == "/problems/signature-refused"


async def test_relay__wallet_that_burns_a_little_less_than_all__costs_too_much(install, propose, post, anvil):
    wallet = install("AcceptingReceiver")
    anvil.ask("anvil_setCode", wallet.address, burn_and_accept(rounds=4_000))
    wish = {"account": wallet.address, "proposal": await propose(), "support": FOR, "signature": ANYTHING}

    assert (await post("/ballots", wish, 409))["type"] == "/problems/relay-too-dear"


async def test_relay__wallet_turns_coat_before_it_is_sent__spends_nothing(
    install, propose, vote, fan, anvil, office, read, count_sent
):
    wallet = install("KeyWallet", fan.address)
    wish = {"account": wallet.address, "proposal": await propose(), "support": FOR}
    relay = await vote(fan, wish)
    anvil.ask("anvil_setCode", wallet.address, runtime_of(anvil, install("BurningWallet")))

    await office.step()

    assert ((await read(relay["id"]))[0].state, count_sent()) == ("failed", 0)


async def test_relay__wallet_turns_coat_on_the_way__burns_what_was_reserved_and_counts(
    install, propose, vote, fan, anvil, office, read
):
    wallet, burning = install("KeyWallet", fan.address), install("BurningWallet")
    wish = {"account": wallet.address, "proposal": await propose(), "support": FOR}
    relay_id = (await vote(fan, wish))["id"]
    reserved = (await read(relay_id))[0].gas
    anvil.pause_mining()
    await office.step()
    anvil.ask("anvil_setCode", wallet.address, runtime_of(anvil, burning))
    anvil.mine(CONFIRMATIONS)
    await office.step()

    relay, _ = await read(relay_id)
    assert relay.state == "failed"
    assert 21_000 < relay.gas <= reserved <= MOST_GAS


async def test_relay__dear_failure_is_handed_in_again__stays_as_it_is(
    install, propose, vote, fan, anvil, office, read, post, count_sent
):
    wallet, burning = install("KeyWallet", fan.address), install("BurningWallet")
    honest = runtime_of(anvil, wallet)
    wish = {"account": wallet.address, "proposal": await propose(), "support": FOR}
    relay_id = (await vote(fan, wish))["id"]
    anvil.pause_mining()
    await office.step()
    anvil.ask("anvil_setCode", wallet.address, runtime_of(anvil, burning))
    anvil.mine(CONFIRMATIONS)
    await office.step()
    anvil.ask("anvil_setCode", wallet.address, honest)

    again = await vote(fan, wish)
    await office.step()

    assert (again["id"], again["state"], count_sent()) == (relay_id, "failed", 1)


async def test_relay__same_vote_handed_in_by_many_at_once__is_brought_once(
    client, fan, wish, draft, office, held, count_sent
):
    signed = wish | {"signature": sign_typed_data(fan, draft), "nonce": draft["message"]["nonce"]}

    answers = await asyncio.gather(*(client.post(f"{API}/ballots", json=signed) for _ in range(8)))
    await office.step()
    held.mine()

    assert {answer.status_code for answer in answers} <= {202, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 202}) == 1
    assert count_sent() == 1


def runtime_of(anvil, contract):
    return anvil.ask("eth_getCode", contract.address, "latest")


def burn_and_accept(rounds):
    """Return a contract that hashes so many times and then accepts any signature (ERC-1271)."""
    loop = "5b6020600020506001900380600357"
    return f"0x61{rounds:04x}{loop}50631626ba7e60e01b5f5260205ff3"
