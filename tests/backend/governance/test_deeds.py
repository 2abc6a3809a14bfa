"""From what a fan wants to what the chain did: prepared over HTTP, sent as it was prepared, on a real chain."""

from datetime import UTC, datetime

import pytest

from tests.backend.governance.story import ABSTAIN, FOR, UNIT

BROKE = "0x7777777777777777777777777777777777777777"
UNSENT = "0x" + "5a" * 32


@pytest.fixture
def proposal(fans):
    return fans.propose(fans.governor.functions.setVotingDelay(0), "# Vote at once")[1]


@pytest.fixture
def vote(ask, proposal):
    async def vote(account, support=FOR, **more):
        return await ask("vote", account=account, proposal=str(proposal), support=support, **more)

    return vote


async def test_vote__with_votes__is_cast_as_it_was_said(fans, proposal, vote, send):
    fans.begin(proposal)

    prepared = await vote(fans.fan, ABSTAIN, reason="Maybe… später")
    send(prepared)

    assert prepared.json()["sentence"] == "This abstains on “Vote at once” with 40 votes."
    assert prepared.json()["chain_id"] == hex(fans.label.web3.eth.chain_id)
    assert fans.governor.functions.proposalVotes(proposal).call() == [0, 0, 40 * UNIT]
    (cast,) = fans.governor.events.VoteCast().get_logs()
    assert (cast.args.voter, cast.args.reason) == (fans.fan, "Maybe… später")


async def test_vote__not_begun__says_when(fans, vote):
    refused = await vote(fans.fan)

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/proposal-elsewhere")
    assert "“Vote at once” cannot be voted on now: its vote begins on " in refused.json()["detail"]


async def test_vote__over__says_what_came_of_it(fans, proposal, vote):
    fans.end(proposal)

    assert "it did not win the vote that ended on " in (await vote(fans.fan)).json()["detail"]


async def test_vote__a_second_time__is_refused(fans, proposal, vote, send):
    fans.begin(proposal)
    send(await vote(fans.fan))

    refused = await vote(fans.fan, ABSTAIN)

    assert refused.json()["detail"] == f"{fans.fan} has voted on this already, and a vote is final."


async def test_vote__delegated_too_late__explains_delegation(fans, proposal, vote):
    fans.begin(proposal)
    fans.label.send(fans.token.functions.transfer(fans.stranger, UNIT), fans.fan)

    refused = await vote(fans.stranger)

    assert refused.json()["detail"].startswith(f"{fans.stranger} had no votes when this vote began on ")
    assert "Fan tokens vote only once their holder says who votes with them" in refused.json()["detail"]


async def test_vote__wallet_cannot_pay_the_fee__names_both_amounts(fans, proposal, vote):
    fans.begin(proposal)

    assert "but the wallet holds 0 POL" in (await vote(BROKE)).json()["detail"]


async def test_vote__no_such_proposal__is_not_found(fans, ask):
    refused = await ask("vote", account=fans.fan, proposal="7", support=FOR)

    assert (refused.status_code, refused.json()["type"]) == (404, "/problems/proposal-missing")


@pytest.mark.parametrize("wrong", [{"support": 3}, {"reason": "ä" * 513}], ids=["support", "reason"])
async def test_vote__malformed__is_refused(fans, vote, wrong):
    assert (await vote(fans.fan, **wrong)).status_code == 422


@pytest.fixture
def stand(client, read_chain, proposal):
    """Ask what an account has to say on the proposal, as the chain is now."""

    async def stand(account):
        await read_chain()
        return (await client.get(f"/api/governance/proposals/{proposal}/voters/{account}")).json()

    return stand


async def test_standing__before_the_vote__knows_no_votes_yet(fans, stand):
    assert await stand(fans.fan) == {"account": fans.fan, "votes": None, "ballot": None}


async def test_standing__clock_is_ahead_of_the_chain__knows_no_votes_yet(fans, proposal, client, read_chain, clock):
    await read_chain()
    begins = fans.governor.functions.proposalSnapshot(proposal).call()
    clock.now = datetime.fromtimestamp(begins + 1, tz=UTC)

    answer = await client.get(f"/api/governance/proposals/{proposal}/voters/{fans.fan}")

    assert answer.json()["votes"] is None


async def test_standing__votes_that_came_too_late__are_none(fans, proposal, stand):
    fans.begin(proposal)
    fans.label.send(fans.token.functions.transfer(fans.stranger, UNIT), fans.fan)

    assert (await stand(fans.stranger))["votes"] == "0"
    assert (await stand(fans.fan))["votes"] == str(40 * UNIT)


async def test_standing__has_voted__shows_the_ballot(fans, proposal, stand):
    fans.begin(proposal)
    fans.vote(proposal, ABSTAIN, fans.fan)

    ballot = (await stand(fans.fan))["ballot"]

    assert (ballot["support"], ballot["weight"]) == (ABSTAIN, str(40 * UNIT))


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (
            "artist",
            "{artist} votes with this wallet's 40 fan tokens from the next second on, in votes that begin later.",
        ),
        (None, "Nobody votes with this wallet's 40 fan tokens from the next second on."),
    ],
)
async def test_delegate__to_another_or_nobody__is_done_as_it_was_said(fans, ask, send, who, sentence):
    delegate = who and getattr(fans, who)
    prepared = await ask("delegate", account=fans.fan, delegate=delegate)
    send(prepared)

    assert prepared.json()["sentence"].startswith(sentence.format(artist=fans.artist))
    assert fans.token.functions.getVotes(fans.artist).call() == (100 if delegate else 60) * UNIT


async def test_delegate__as_it_is_already__has_nothing_to_send(fans, ask):
    refused = await ask("delegate", account=fans.fan, delegate=fans.fan)

    assert refused.json()["detail"] == f"{fans.fan} votes with these fan tokens already. There is nothing to send."


async def test_watch__sent_delegation__is_counted_once_it_is_indexed(fans, ask, send, client, read_chain):
    sent = send(await ask("delegate", account=fans.fan, delegate=fans.artist))
    path = f"/api/governance/transactions/{sent}"

    first = (await client.get(path)).json()
    await read_chain()
    second = (await client.get(path)).json()

    assert (first["state"], first["confirmations"], first["is_counted"]) == ("confirming", 1, False)
    assert second["is_counted"]


async def test_watch__never_sent__is_unknown(client):
    assert (await client.get(f"/api/governance/transactions/{UNSENT}")).json()["state"] == "unknown"


async def test_deeds__label_without_governor__answer_404(fans, contracts, client):
    contracts.deployment = fans.label.deployment

    refused = await client.post("/api/governance/delegate", json={"account": fans.fan, "delegate": None})

    assert (refused.status_code, refused.json()["type"]) == (404, "/problems/governor-missing")
    assert (await client.get(f"/api/governance/transactions/{UNSENT}")).status_code == 404
