"""The story of a vote on Ape's own chain, as the commands tell it: founded, proposed, voted on, carried out."""

import pytest
from eth_utils import keccak

from scripts._chain import Chain
from scripts._charter import load_charter
from scripts._decision import carry_out
from scripts._deployments import Deployments
from scripts._governance_deployment import GovernanceDeployment
from scripts._journal import Journal
from scripts._live_governor import Standing, open_governor
from scripts._proposal import Proposal
from scripts._proposal_decisions import decide_queueing
from scripts._proposed_actions import pay
from scripts._reader import open_reader
from scripts._screen import Screen
from scripts._vote_decisions import Support, decide_delegation, decide_vote
from tests.scripts.charters import write_charter

DESCRIPTION = "# Thank the fan\n\nFor the posters."
TOKEN = 10**18


@pytest.fixture
def open_chain(chain, tmp_path):
    reader = open_reader(chain.provider)
    return lambda account: Chain(reader.provider, account, reader.network, Journal(tmp_path, reader.network))


@pytest.fixture
def decide(open_chain):
    return lambda account, decision: carry_out(decision, open_chain(account), Screen(is_hurried=True))


@pytest.fixture
def governor(open_chain, artist, collector, fan, tmp_path):
    shares = [
        {"account": "treasury", "percent": 50},
        {"account": artist.address, "percent": 30},
        {"account": collector.address, "percent": 20},
    ]
    charter = load_charter(write_charter(tmp_path, shares=shares, votes_by_itself=False), 0)
    founding = open_chain(artist)
    deployments = Deployments(tmp_path, founding.network)
    GovernanceDeployment(charter, founding, deployments, Screen(is_hurried=True)).run()
    return open_governor(deployments, founding)


@pytest.fixture
def wait_until(chain):
    def wait_until(second):
        chain.pending_timestamp = second
        chain.mine()

    return wait_until


@pytest.fixture
def propose_payment(governor):
    """Propose that the treasury pays fan tokens; returns the proposal as a server would tell of it."""

    def propose_payment(to, units, sender):
        target, value, call = action = pay(to.address, units, governor.currency)
        governor.contract.propose([target], [value], [call], DESCRIPTION, sender=sender)
        told = {"target": target, "value_wei": str(value), "calldata": f"0x{call.hex()}", "sentence": "pay a fan"}
        return Proposal(
            {
                "id": str(governor.name_proposal([action], keccak(text=DESCRIPTION))),
                "title": "Thank the fan",
                "proposer": sender.address,
                "actions": [told],
                "description_hash": f"0x{keccak(text=DESCRIPTION).hex()}",
            }
        )

    return propose_payment


def test_governance__treasury__pays_what_delegated_votes_decided(
    governor, decide, propose_payment, wait_until, chain, artist, collector, fan, keeper
):
    # 1. Tokens vote once their holders say who votes with them.
    decide(collector, decide_delegation(governor, artist.address, collector.address))
    decide(artist, decide_delegation(governor, artist.address, artist.address))
    wait_until(chain.pending_timestamp + 2)

    # 2. Whoever has votes proposes, and one vote carries both shares.
    proposal = propose_payment(fan, 5 * TOKEN, sender=artist)
    wait_until(governor.ask("proposalSnapshot", proposal.id) + 1)
    decide(artist, decide_vote(governor, proposal, Support.FOR, "Well earned.", artist.address))
    assert governor.ask("proposalVotes", proposal.id)[1] == 500_000 * TOKEN

    # 3. Anyone queues and executes what won.
    wait_until(governor.ask("proposalDeadline", proposal.id) + 1)
    decide(keeper, decide_queueing(governor, proposal))
    wait_until(governor.ask("proposalEta", proposal.id))
    governor.contract.execute(*proposal.named, sender=keeper)
    assert governor.find_standing(proposal.id) is Standing.EXECUTED
    assert governor.token.balanceOf(fan) == 5 * TOKEN
