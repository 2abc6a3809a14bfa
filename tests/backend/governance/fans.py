"""A real governor and its token, on a chain that moves its clock when told to."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from eth_utils import keccak
from web3.utils.address import get_create_address

from backend.chain.contracts import Deployed
from backend.chain.following import follow_contract
from backend.chain.indexer import Indexer
from backend.governance.projection import GovernanceProjection
from backend.holdings.projection import HoldingsProjection
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.deployed_label import NOBODY, deploy
from tests.backend.governance.story import DAY, UNIT

SETTINGS = (DAY, 3 * DAY, 10 * UNIT, 30, DAY, 2 * DAY)


class Fans:
    """The artist has 60 tokens and the fan 40; the stranger is the guardian."""

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

    def load_contracts(self):
        contracts = self.label.load_contracts()
        governor, token = (Deployed(each.address, self.first_block) for each in (self.governor, self.token))
        contracts.deployment = replace(contracts.deployment, governor=governor, fan_token=token)
        return contracts


@pytest.fixture
def read_chain(fans, contracts, node, database, clock):
    """Index what governor and token said so far, and set the clock to the chain's."""

    async def read_chain():
        deployment = contracts.deployment
        async with database.transaction() as session:
            for contract in (deployment.governor, deployment.fan_token):
                await follow_contract(session, contract.address, contract.block)
        projections = [HoldingsProjection(), GovernanceProjection(deployment.governor, deployment.fan_token)]
        await catch_up(Indexer(node, contracts, database, projections, deployment.start_block, clock))
        clock.now = datetime.fromtimestamp(fans.now, tz=UTC)

    return read_chain
