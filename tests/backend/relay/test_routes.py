"""Votes without a fee over HTTP, on a real chain: what is signed counts, and nobody is asked to sign in vain."""

import json

import pytest

from backend.relay.repository import RelayRepository
from tests.backend.chain.databases import KINDS
from tests.backend.chain.deployed_label import NOBODY, deploy
from tests.backend.governance.story import ABSTAIN, AGAINST, DAY, FOR, UNIT
from tests.backend.relay.conftest import API, CONFIRMATIONS, GWEI
from tests.backend.relay.signing import sign_typed_data


async def test_read_status__nobody_noted_a_purse__says_that_there_is_no_relayer(client, fans):
    status = (await client.get(API)).json()

    assert status == {"is_open": False, "reason": "This label does not pay the network fee of votes."}


async def test_relay_ballot__signed_in_a_wallet__is_cast_and_counted(
    client, fans, opened, fan, vote, wish, office, held, read_chain
):
    handed_in = await vote(fan, wish | {"reason": "Weil's unser ist"})
    await office.step()
    sent = (await client.get(f"{API}/{handed_in['id']}")).json()
    held.mine(CONFIRMATIONS)
    await office.step()
    await read_chain()
    done = (await client.get(f"{API}/{handed_in['id']}")).json()

    assert [each["state"] for each in (handed_in, sent, done)] == ["waiting", "sent", "confirmed"]
    assert (sent["sentence"], sent["is_counted"]) == ("Your vote is on its way to the chain.", False)
    assert (done["sentence"], done["is_counted"]) == ("Your vote is cast.", True)
    assert done["transaction_url"] == f"https://scan.test/tx/{done['transaction']}"
    assert fans.governor.functions.proposalVotes(opened).call() == [0, 10 * UNIT, 0]


async def test_relay_delegation__signed_in_a_wallet__is_noted(
    client, fans, opened, fan, stranger, delegate, office, held, read_chain
):
    handed_in = await delegate(fan, {"account": fan.address, "delegate": stranger.address})
    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()
    await read_chain()
    done = (await client.get(f"{API}/{handed_in['id']}")).json()

    assert (done["state"], done["is_counted"]) == ("confirmed", True)
    assert fans.token.functions.delegates(fan.address).call() == stranger.address


async def test_relay_delegation__to_nobody__is_noted(client, fans, opened, fan, delegate, office, held, read_chain):
    handed_in = await delegate(fan, {"account": fan.address, "delegate": None})
    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()
    confirmed = (await client.get(f"{API}/{handed_in['id']}")).json()
    await read_chain()
    counted = (await client.get(f"{API}/{handed_in['id']}")).json()

    assert [each["is_counted"] for each in (handed_in, confirmed, counted)] == [False, False, True]
    assert int(fans.token.functions.delegates(fan.address).call(), 16) == 0


async def test_relay_ballot__of_a_contract_wallet__is_cast(
    fans, anvil, session_label, fan, note_purse, read_chain, vote, office, held
):
    held.ask("evm_setAutomine", True)
    wallet = deploy(session_label.web3, "KeyWallet", fan.address)
    fans.label.send(fans.token.functions.transfer(wallet.address, 5 * UNIT), fans.fan)
    _, proposal = fans.propose(fans.governor.functions.setVotingDelay(0), "Another change")
    fans.begin(proposal)
    await read_chain()
    await note_purse()
    held.pause_mining()

    await vote(fan, {"account": wallet.address, "proposal": str(proposal), "support": ABSTAIN})
    await office.step()
    held.mine()

    assert fans.governor.functions.proposalVotes(proposal).call() == [0, 0, 5 * UNIT]


async def test_draft_delegation__for_a_contract_wallet__says_what_to_do(fans, session_label, opened, fan, post):
    wallet = deploy(session_label.web3, "KeyWallet", fan.address)

    refused = await post("/delegations/draft", {"account": wallet.address, "delegate": fan.address}, 409)

    assert refused["type"] == "/problems/keys-only"
    assert "by paying the network fee" in refused["detail"]


async def test_draft_ballot__no_votes_when_it_began__explains_delegation(opened, wish, stranger, post):
    refused = await post("/ballots/draft", wish | {"account": stranger.address}, 409)

    assert refused["type"] == "/problems/votes-missing"


async def test_draft_ballot__vote_over__says_what_came_of_it(fans, opened, wish, post):
    fans.end(opened)

    refused = await post("/ballots/draft", wish, 409)

    assert "it did not win the vote that ended on" in refused["detail"]


async def test_draft_delegation__without_tokens__says_so(opened, stranger, fan, post):
    refused = await post("/delegations/draft", {"account": stranger.address, "delegate": fan.address}, 409)

    assert refused["type"] == "/problems/nothing-to-delegate"


async def test_draft_delegation__as_it_is__says_so(opened, fan, post):
    refused = await post("/delegations/draft", {"account": fan.address, "delegate": fan.address}, 409)

    assert refused["type"] == "/problems/delegate-unchanged"


@pytest.mark.parametrize("nobody", [None, NOBODY])
async def test_draft_delegation__to_nobody_as_it_is__says_so(fans, opened, fan, delegate, post, office, held, nobody):
    await delegate(fan, {"account": fan.address, "delegate": nobody})
    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()

    refused = await post("/delegations/draft", {"account": fan.address, "delegate": nobody}, 409)

    assert refused["type"] == "/problems/delegate-unchanged"


@pytest.mark.parametrize("reason", ["\ud800", "\0", "é" * 513], ids=["half a letter", "zero", "too long"])
async def test_draft_ballot__reason_that_is_no_text__is_refused(client, wish, reason):
    body = json.dumps(wish | {"reason": reason})

    refused = await client.post(f"{API}/ballots/draft", content=body, headers={"Content-Type": "application/json"})

    assert refused.status_code == 422


@pytest.mark.parametrize("path", ["/ballots/draft", "/delegations/draft"])
async def test_draft__label_without_governor__is_not_found(client, contracts, session_label, path, fan, post):
    contracts.deployment = session_label.deployment
    body = {"account": fan.address, "proposal": "1", "support": FOR, "delegate": None}

    assert (await post(path, body, 404))["type"] == "/problems/governor-missing"
    assert (await client.get(API)).status_code == 404


async def test_read_relay__never_handed_in__is_not_found(client, fans):
    assert (await client.get(f"{API}/0x{'5a' * 32}")).status_code == 404


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_relay_ballot__handed_in_twice__is_brought_once(fan, vote, wish, post, office, held, count_sent):
    typed_data = (await post("/ballots/draft", wish))["typed_data"]
    signed = wish | {"signature": sign_typed_data(fan, typed_data), "nonce": typed_data["message"]["nonce"]}

    first = await post("/ballots", signed, 202)
    second = await post("/ballots", signed, 202)
    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()
    third = await post("/ballots", signed, 202)

    assert first["id"] == second["id"] == third["id"]
    assert (third["state"], count_sent()) == ("confirmed", 1)


async def test_relay_ballot__wallet_counts_from_zero__is_cast(fans, opened, fan, wish, post, office, held):
    typed_data = (await post("/ballots/draft", wish))["typed_data"]
    signature = sign_typed_data(fan, typed_data)
    early = signature[:-2] + f"{int(signature[-2:], 16) - 27:02x}"

    await post("/ballots", wish | {"signature": early}, 202)
    await office.step()
    held.mine()

    assert fans.governor.functions.hasVoted(opened, fan.address).call()


async def test_relay_ballot__second_vote_while_the_first_is_on_its_way__waits(fan, vote, wish, post):
    await vote(fan, wish)

    refused = await post("/ballots/draft", wish | {"support": AGAINST}, 409)

    assert refused["type"] == "/problems/relay-under-way"


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_relay_ballot__failed_before_it_cost_anything__can_be_handed_in_again(
    fans, fan, vote, wish, office, database, read
):
    relay_id = (await vote(fan, wish))["id"]
    async with database.transaction() as session:
        values = {"state": "failed", "gas": 0, "outcome": "It did not work."}
        await RelayRepository(session).change(relay_id, "waiting", **values)

    assert (await vote(fan, wish))["state"] == "waiting"


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_relay_ballot__wallet_at_its_limit__waits_until_tomorrow(
    client, settings, fan, vote, wish, office, held, post, clock, note_purse, opened
):
    client.app.state.settings = settings.model_copy(update={"relay_daily_per_wallet": 1})
    await vote(fan, wish)
    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()

    refused = await client.post(f"{API}/ballots/draft", json=wish)
    seconds_left = DAY - int(clock().timestamp()) % DAY
    clock.advance(days=1)
    await note_purse()
    tomorrow = await client.post(f"{API}/ballots/draft", json=wish)

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, str(seconds_left))
    assert tomorrow.json()["type"] == "/problems/already-voted"


async def test_relay_ballot__budget_of_the_day_promised__refuses_more(
    client, settings, fan, vote, wish, clock, note_purse
):
    client.app.state.settings = settings.model_copy(update={"relay_daily_gas": 250_000})
    await vote(fan, wish)

    closed = (await client.get(API)).json()
    clock.advance(days=1)
    await note_purse()
    tomorrow = (await client.get(API)).json()

    assert closed["reason"].endswith("on votes without a fee is used up until midnight UTC.")
    assert tomorrow["is_open"]


async def test_relay_ballot__budget_spent__counts_what_was_used_alone(
    client, settings, fan, vote, wish, office, held, note_purse
):
    client.app.state.settings = settings.model_copy(update={"relay_daily_gas": 250_000})
    await vote(fan, wish)
    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()

    assert (await client.get(API)).json()["is_open"]


async def test_relay_ballot__relayer_out_of_coin__says_so(client, note_purse, wish, post):
    await note_purse(balance_wei=GWEI)

    refused = await post("/ballots/draft", wish, 503)

    reason = (await client.get(API)).json()["reason"]
    assert reason == "The label's purse for votes without a fee is empty."
    assert refused["detail"] == f"{reason} Pay the fee yourself, or come back later."


async def test_relay_ballot__worker_gone__says_so(client, opened, clock):
    clock.advance(minutes=3)

    assert "does not run right now" in (await client.get(API)).json()["reason"]
