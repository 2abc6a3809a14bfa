"""A real governor on a real chain: what is told of a proposal is what the governor answers, all its life long."""

import pytest

from backend.governance.service import GovernanceService
from backend.governance.states import ProposalState
from tests.backend.governance.story import ABSTAIN, AGAINST, DAY, FOR, UNIT

GRACE = 14 * DAY


@pytest.fixture
def ask(fans, contracts, read_chain, database, settings, clock):
    """Index what is on chain, then ask the service something."""

    async def ask(question, *arguments):
        await read_chain()
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
