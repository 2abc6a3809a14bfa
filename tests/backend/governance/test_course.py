"""What can be done about a proposal once it is made: queued, executed, canceled, or not, and why not."""

import pytest
from eth_abi import encode
from eth_utils import keccak

from tests.backend.governance.story import DAY, FOR, UNIT

OPENING = "# Vote at once"


@pytest.fixture
def made(fans):
    """What was proposed, as the governor wants it named, and its id."""
    return fans.propose(fans.governor.functions.setVotingDelay(0), OPENING)


@pytest.fixture
def proposal(made):
    return made[1]


@pytest.fixture
def win(fans, proposal):
    def win():
        fans.begin(proposal)
        fans.vote(proposal, FOR, fans.artist)
        fans.end(proposal)

    return win


@pytest.fixture
def queue(fans, made, win):
    def queue():
        win()
        fans.label.send(fans.governor.functions.queue(*made[0]), fans.fan)

    return queue


@pytest.fixture
def wait(fans, proposal):
    def wait():
        fans.wait_until(fans.governor.functions.proposalEta(proposal).call())

    return wait


@pytest.fixture
def do(fans, ask, proposal):
    async def do(deed, account=None):
        return await ask(f"proposals/{proposal}/{deed}", account=account or fans.fan)

    return do


@pytest.fixture
def refusal(do):
    async def refusal(deed, account=None):
        refused = await do(deed, account)
        assert refused.status_code == 409, refused.text
        return refused.json()["detail"]

    return refusal


async def test_queue_and_execute__what_won__are_done_by_anyone(fans, win, wait, do, send):
    win()

    queued = await do("queue", fans.stranger)
    send(queued)
    wait()
    executed = await do("execute", fans.stranger)
    send(executed)

    assert queued.json()["sentence"].startswith("This queues “Vote at once”: anyone can execute it 2 days later")
    assert executed.json()["sentence"] == (
        "This executes “Vote at once”: change the time before a vote from 1 day to 0 seconds."
    )
    assert fans.governor.functions.votingDelay().call() == 0


@pytest.mark.parametrize("deed", ["queue", "execute"])
async def test_course__while_people_vote__says_until_when(fans, proposal, refusal, deed):
    fans.begin(proposal)

    assert "now: people can vote until " in await refusal(deed)


async def test_execute__not_queued__says_what_comes_first(win, refusal):
    win()

    assert "it has won its vote. Queue it next: anyone can." in await refusal("execute")


async def test_execute__too_early__says_until_when_it_waits(queue, refusal):
    queue()

    assert "“Vote at once” cannot be executed now: it waits until " in await refusal("execute")


async def test_queue__lost__says_so(fans, proposal, refusal):
    fans.end(proposal)

    assert "cannot be queued now: it did not win the vote" in await refusal("queue")


async def test_execute__too_late__says_that_it_expired(fans, proposal, queue, refusal):
    queue()
    fans.wait_until(fans.governor.functions.proposalEta(proposal).call() + 14 * DAY)

    assert "it won, and nobody carried it out in time" in await refusal("execute")


async def test_execute__a_second_time__is_refused(queue, wait, do, send, refusal):
    queue()
    wait()
    send(await do("execute"))

    assert "it is carried out" in await refusal("execute")


async def test_execute__treasury_is_short__names_the_action_and_why(fans, ask, send):
    gift = {"kind": "pay", "to": fans.fan, "amount": str(UNIT), "currency": None}
    made = await ask("proposals", account=fans.artist, actions=[{"kind": "signal"}, gift], title="A gift")
    send(made)
    proposal = int(made.json()["id"])
    fans.begin(proposal)
    fans.vote(proposal, FOR, fans.artist)
    fans.end(proposal)
    send(await ask(f"proposals/{proposal}/queue", account=fans.fan))
    fans.wait_until(fans.governor.functions.proposalEta(proposal).call())

    refused = await ask(f"proposals/{proposal}/execute", account=fans.fan)

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/execution-fails")
    assert f"it would pay 1 POL to {fans.fan}, but the treasury holds nothing of it." in refused.json()["detail"]


async def test_cancel__by_the_proposer_before_the_vote__is_done(fans, proposal, do, send):
    prepared = await do("cancel", fans.artist)
    send(prepared)

    assert prepared.json()["sentence"] == "This cancels “Vote at once” for good."
    assert fans.governor.functions.state(proposal).call() == 2


async def test_cancel__by_the_guardian_until_it_is_executed__is_done(fans, queue, do, send, refusal):
    queue()
    send(await do("cancel", fans.stranger))

    assert "it was canceled" in await refusal("execute")


async def test_cancel__by_anyone_else__says_who_can(fans, refusal):
    assert await refusal("cancel", fans.fan) == (
        f"{fans.fan} cannot cancel this: its proposer {fans.artist} can until its vote begins, and the guardian "
        f"{fans.stranger} until it is executed, unless all it does is to replace the guardian."
    )


async def test_queue__description_is_no_text__is_refused(fans, ask):
    """Who proposes may write any bytes: what is kept of them is readable, but no longer what was hashed."""
    arguments = ([fans.governor.address], [0], [b""], b"# Vote at once\xff")
    data = keccak(text="propose(address[],uint256[],bytes[],string)")[:4]
    data += encode(["address[]", "uint256[]", "bytes[]", "bytes"], arguments)
    web3 = fans.label.web3
    sent = web3.eth.send_transaction({"from": fans.artist, "to": fans.governor.address, "data": data})
    web3.eth.wait_for_transaction_receipt(sent, poll_latency=0.02)
    named = (*arguments[:3], keccak(arguments[3]))

    refused = await ask(f"proposals/{fans.governor.functions.hashProposal(*named).call()}/queue", account=fans.fan)

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/description-unreadable")
