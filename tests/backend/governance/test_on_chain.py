"""A real governor on a real chain: what is told of a proposal is what the governor answers, all its life long."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from eth_utils import keccak
from web3.utils.address import get_create_address

from backend.chain.contracts import Deployed
from backend.chain.following import follow_contract
from backend.chain.indexer import Indexer
from backend.chain.node import Node
from backend.governance.projection import GovernanceProjection
from backend.governance.service import GovernanceService
from backend.governance.states import ProposalState
from backend.holdings.projection import HoldingsProjection
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.deployed_label import NOBODY, deploy
from tests.backend.governance.story import ABSTAIN, AGAINST, DAY, FOR, UNIT

SETTINGS = (DAY, 3 * DAY, 10 * UNIT, 30, DAY, 2 * DAY)
GRACE = 14 * DAY


class Fans:
    """A governor and its token on a chain that moves its clock when told to."""

    def __init__(self, anvil, label):
        self.label, self._anvil = label, anvil
        web3 = label.web3
        self.artist, self.fan, self.stranger = label.artist, label.fan, label.stranger
        coming = get_create_address(self.artist, web3.eth.get_transaction_count(self.artist) + 1)
        self.governor = deploy(web3, "FanGovernor", coming, "Fans", self.stranger, SETTINGS)
        shares = [(self.artist, 60 * UNIT, False), (self.fan, 40 * UNIT, False)]
        self.token = deploy(web3, "FanToken", "Fans", "FAN", shares, (NOBODY, 0, 0, 0), True)
        assert self.token.address == coming
        self.first_block = web3.eth.block_number - 1
        # Whoever proposes had the votes a second ago.
        self.wait_until(self.now + 1)

    def wait_until(self, second):
        self._anvil.ask("evm_setNextBlockTimestamp", second)
        self._anvil.mine()

    def propose(self, function, description="A change"):
        call = function._encode_transaction_data()
        actions = ([self.governor.address], [0], [call])
        self.label.send(self.governor.functions.propose(*actions, description), self.artist)
        named = (*actions, keccak(text=description))
        return named, self.governor.functions.hashProposal(*named).call()

    @property
    def now(self):
        return self.label.web3.eth.get_block("latest").timestamp

    def vote(self, proposal, support, voter):
        self.label.send(self.governor.functions.castVote(proposal, support), voter)

    def begin(self, proposal):
        self.wait_until(self.governor.functions.proposalSnapshot(proposal).call() + 1)

    def end(self, proposal):
        self.wait_until(self.governor.functions.proposalDeadline(proposal).call() + 1)


@pytest.fixture
def fans(anvil, session_label):
    with anvil.undone():
        yield Fans(anvil, session_label)


@pytest.fixture
def ask(anvil, fans, database, settings, clock):
    """Index what is on chain, then ask the service something."""

    async def ask(question, *arguments):
        contracts, node = fans.label.load_contracts(), Node(anvil.url)
        governor, token = (Deployed(each.address, fans.first_block) for each in (fans.governor, fans.token))
        contracts.deployment = replace(contracts.deployment, governor=governor, fan_token=token)
        async with database.transaction() as session:
            for contract in (governor, token):
                await follow_contract(session, contract.address, contract.block)
        projections = [HoldingsProjection(), GovernanceProjection(governor, token)]
        await catch_up(Indexer(node, contracts, database, projections, contracts.deployment.start_block, clock))
        await node.close()
        clock.now = datetime.fromtimestamp(fans.now, tz=UTC)
        async with database.snapshot() as session:
            return await getattr(GovernanceService(session, contracts, settings, clock), question)(*arguments)

    return ask


@pytest.fixture
def compare(ask, fans):
    """Return where a proposal stands, once service and governor agree about everything."""

    async def compare(proposal):
        view = await ask("get_proposal", proposal)
        functions, tally = fans.governor.functions, view.tally
        assert list(ProposalState).index(view.state) == functions.state(proposal).call()
        votes = [tally.votes_against, tally.votes_for, tally.votes_abstain]
        assert votes == functions.proposalVotes(proposal).call()
        assert view.ends_at == functions.proposalDeadline(proposal).call()
        assert (view.executable_at or 0) == functions.proposalEta(proposal).call()
        if view.begins_at < fans.now:
            assert tally.quorum == functions.quorum(view.begins_at).call()
        return view.state

    return compare


async def test_state__of_a_proposal_that_is_carried_out__is_the_governors_all_along(fans, compare, ask):
    named, proposal = fans.propose(fans.governor.functions.updateQuorumNumerator(50))
    assert await compare(proposal) == "pending"
    fans.wait_until(fans.governor.functions.proposalSnapshot(proposal).call())
    assert await compare(proposal) == "pending"
    fans.begin(proposal)
    assert await compare(proposal) == "active"
    fans.vote(proposal, FOR, fans.artist)
    fans.vote(proposal, AGAINST, fans.fan)
    fans.wait_until(fans.governor.functions.proposalDeadline(proposal).call())
    assert await compare(proposal) == "active"
    fans.end(proposal)
    assert await compare(proposal) == "succeeded"
    fans.label.send(fans.governor.functions.queue(*named), fans.fan)
    assert await compare(proposal) == "queued"
    fans.wait_until(fans.governor.functions.proposalEta(proposal).call())
    fans.label.send(fans.governor.functions.execute(*named), fans.fan)
    assert await compare(proposal) == "executed"

    assert (await ask("describe")).settings.quorum_percent == 50
    action = (await ask("get_proposal", proposal)).actions[0]
    assert action.sentence == "change the quorum from 30 % of all fan tokens to 50 % of all fan tokens"


async def test_state__of_what_was_won_and_forgotten__is_the_governors(fans, compare):
    _, proposal = fans.propose(fans.governor.functions.setVotingDelay(0))
    fans.begin(proposal)
    fans.vote(proposal, FOR, fans.artist)
    fans.wait_until(fans.governor.functions.proposalDeadline(proposal).call() + GRACE - 1)
    assert await compare(proposal) == "succeeded"
    fans.wait_until(fans.governor.functions.proposalDeadline(proposal).call() + GRACE)
    assert await compare(proposal) == "expired"


async def test_state__of_what_was_queued_and_forgotten__is_the_governors(fans, compare):
    named, proposal = fans.propose(fans.governor.functions.setVotingDelay(0))
    fans.begin(proposal)
    fans.vote(proposal, FOR, fans.artist)
    fans.end(proposal)
    fans.label.send(fans.governor.functions.queue(*named), fans.fan)
    fans.wait_until(fans.governor.functions.proposalEta(proposal).call() + GRACE - 1)
    assert await compare(proposal) == "queued"
    fans.wait_until(fans.governor.functions.proposalEta(proposal).call() + GRACE)
    assert await compare(proposal) == "expired"


async def test_state__of_a_late_vote__is_the_governors_until_its_extended_end(fans, compare):
    _, proposal = fans.propose(fans.governor.functions.setVotingDelay(0))
    deadline = fans.governor.functions.proposalDeadline(proposal).call()
    fans.wait_until(deadline - 10)
    fans.vote(proposal, ABSTAIN, fans.fan)
    fans.wait_until(deadline + 1)
    assert await compare(proposal) == "active"
    fans.end(proposal)
    assert await compare(proposal) == "defeated"


async def test_state__of_a_proposal_nobody_cares_for__is_the_governors(fans, compare):
    _, proposal = fans.propose(fans.governor.functions.setVotingDelay(0))
    fans.end(proposal)

    assert await compare(proposal) == "defeated"


async def test_state__canceled_by_the_guardian__is_the_governors(fans, compare):
    named, proposal = fans.propose(fans.governor.functions.setVotingDelay(0))
    fans.begin(proposal)
    fans.label.send(fans.governor.functions.cancel(*named), fans.stranger)

    assert await compare(proposal) == "canceled"


async def test_describe__as_deployed__is_what_the_contracts_answer(fans, ask):
    view = await ask("describe")

    settings, functions = view.settings, fans.governor.functions
    assert settings.voting_period_seconds == functions.votingPeriod().call()
    assert settings.proposal_threshold == functions.proposalThreshold().call()
    assert settings.guardian == functions.proposalGuardian().call()
    assert view.supply == fans.token.functions.totalSupply().call()
    assert [(each.account, each.votes) for each in view.voters] == [(fans.artist, 60 * UNIT), (fans.fan, 40 * UNIT)]


async def test_describe_voter__after_a_transfer__is_what_the_token_answers(fans, ask):
    fans.label.send(fans.token.functions.transfer(fans.fan, 15 * UNIT), fans.artist)
    fans.label.send(fans.token.functions.delegate(fans.artist), fans.fan)

    fan, artist = await ask("describe_voter", fans.fan), await ask("describe_voter", fans.artist)

    assert (fan.balance, fan.votes, fan.delegate, fan.can_propose) == (55 * UNIT, 0, fans.artist, False)
    assert (artist.votes, artist.delegators, artist.can_propose) == (100 * UNIT, 1, True)
    assert artist.votes == fans.token.functions.getVotes(fans.artist).call()
