"""A label whose artist has 35 of 100 votes, a fan 25 and the treasury 40 silent ones; what they do is undone."""

import shutil

import pytest
from ape import accounts
from eth_utils import keccak

from scripts._chain import Chain
from scripts._charter import load_charter
from scripts._deployments import Deployments
from scripts._forum import open_forum
from scripts._governance_deployment import GovernanceDeployment
from scripts._journal import Journal
from scripts._live_governor import open_governor
from scripts._networks import network_of
from scripts._refusal import Refusal
from tests.scripts.charters import write_charter
from tests.scripts.conftest import RecordingScreen
from tests.scripts.voting.server import create_app
from tests.serving import served

LOCAL = network_of(31337)
DAY = 86_400


@pytest.fixture(scope="session")
def fan():
    return accounts.test_accounts[3]


@pytest.fixture(scope="session")
def guardian():
    return accounts.test_accounts[4]


@pytest.fixture(scope="session")
def voting_record(label_record, provider, artist, fan, guardian, session_node, tmp_path_factory):
    folder = tmp_path_factory.mktemp("voting")
    deployments = Deployments(folder, LOCAL)
    shutil.copy(label_record, deployments.path)
    shares = [
        {"account": "treasury", "percent": 40},
        {"account": artist.address, "percent": 35},
        {"account": fan.address, "percent": 25},
    ]
    charter = load_charter(write_charter(folder, shares=shares, rules={"guardian": guardian.address}), 0)
    chain = Chain(provider, artist, LOCAL, Journal(folder, LOCAL))
    GovernanceDeployment(charter, chain, deployments, RecordingScreen()).run()
    # Whoever proposes had the votes a second ago.
    session_node.ask("evm_increaseTime", 2)
    session_node.mine()
    return deployments.path


@pytest.fixture
def deployments(voting_record, node, create_deployments):
    deployments = create_deployments()
    shutil.copy(voting_record, deployments.path)
    return deployments


@pytest.fixture
def governor(deployments, create_chain):
    return open_governor(deployments, create_chain())


@pytest.fixture
def server_url(node, deployments, tmp_path):
    with served(create_app(node.url, deployments.path, tmp_path), lifespan="on") as url:
        yield url


@pytest.fixture
def forum(server_url, create_chain, deployments):
    with open_forum(create_chain(), deployments, server_url) as forum:
        yield forum


@pytest.fixture
def wait_until(node):
    def wait_until(second):
        node.ask("evm_setNextBlockTimestamp", second)
        node.mine()

    return wait_until


@pytest.fixture
def propose(governor, artist):
    """Propose that the governor calls something; returns the id as digits."""

    def propose(call, target=None, description="# A longer vote\n\nTime for everybody.", sender=artist, value=0):
        action = (target or governor.address, value, call)
        governor.contract.propose(*([part] for part in action), description, sender=sender)
        return str(governor.name_proposal([action], keccak(text=description)))

    return propose


@pytest.fixture
def begin(governor, wait_until):
    """Let a proposal's vote begin."""

    def begin(proposal):
        wait_until(governor.ask("proposalSnapshot", int(proposal)) + 1)

    return begin


@pytest.fixture
def win(governor, begin, wait_until, artist):
    """Let a proposal win its vote."""

    def win(proposal):
        begin(proposal)
        governor.contract.castVote(int(proposal), 1, sender=artist)
        wait_until(governor.ask("proposalDeadline", int(proposal)) + 1)

    return win


@pytest.fixture
def longer_vote(governor):
    """A call that makes votes last five days."""
    return bytes(governor.contract.setVotingPeriod.encode_input(5 * DAY))


@pytest.fixture
def carry_out(create_desk, forum, artist):
    """Carry out a decision about a proposal, given by its id, as somebody."""

    def carry_out(decide, wanted, *rest, account=artist):
        create_desk(account).carry_out(decide(forum.governor, forum.find_proposal(wanted), *rest))

    return carry_out


@pytest.fixture
def refuse():
    """Return the sentence with which something is refused."""

    def refuse(act, *arguments, **named):
        with pytest.raises(Refusal) as refused:
            act(*arguments, **named)
        return refused.value.message

    return refuse
