import pytest
from eth_account import Account

from backend.chain.leadership import OnlyProcess
from backend.chain.node import Node
from backend.governance.relay_facts import Facts
from backend.governance.relay_messages import compute_digest
from backend.governance.relay_models import RelayKind
from backend.governance.relay_office import RelayOffice
from backend.governance.relay_repository import RelayRepository
from backend.governance.relay_signing import Relayer
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.governance.fans import Fans
from tests.backend.governance.relay.signing import sign
from tests.backend.governance.story import UNIT

COIN = 10**18
CONFIRMATIONS = 2


@pytest.fixture(scope="session")
def relayer_key():
    return Account.from_key("0x" + "6a" * 32)


@pytest.fixture
def fans(anvil, session_label, fan, relayer_key):
    """A governor of whose tokens a fan holds some, and a relayer with a coin."""
    with anvil.undone():
        fans = Fans(anvil, session_label)
        fans.label.send(fans.token.functions.transfer(fan.address, 10 * UNIT), fans.fan)
        anvil.ask("anvil_setBalance", relayer_key.address, hex(COIN))
        yield fans


@pytest.fixture
def proposal(fans):
    """A proposal on which people can vote."""
    _, proposal = fans.propose(fans.governor.functions.updateQuorumNumerator(50))
    fans.begin(proposal)
    return proposal


@pytest.fixture
async def node(anvil):
    node = Node(anvil.url)
    yield node
    await node.close()


@pytest.fixture
def contracts(fans):
    return fans.load_contracts()


@pytest.fixture
def relayer(relayer_key, contracts, clock):
    return Relayer(relayer_key.key.hex(), contracts.chain_id, clock)


@pytest.fixture
def open_office(database, node, contracts, relayer, clock):
    """Open the office of the relayer, as a worker does when it starts."""

    def open_office(relayer=relayer, node=node, leadership=None):
        return RelayOffice(database, node, contracts, relayer, CONFIRMATIONS, clock, leadership or OnlyProcess())

    return open_office


@pytest.fixture
def office(open_office):
    return open_office()


@pytest.fixture
def hand_in(database, node, contracts, clock):
    """Sign something and put it where what waits is, as the application does."""

    async def hand_in(relay, key):
        facts = Facts(node, contracts)
        kind = RelayKind(relay.kind)
        nonce = await facts.find_nonce(kind, relay.account)
        domain = await facts.find_domain(kind)
        signed = sign(relay.model_copy(update={"nonce": nonce, "created_at": clock()}), domain, key)
        signed.id = f"0x{compute_digest(signed, domain).hex()}"
        async with database.transaction() as session:
            assert await RelayRepository(session).create(signed)
        return signed.id

    return hand_in


@pytest.fixture
def read(database):
    """Return a relay and its transactions."""

    async def read(relay_id):
        async with database.snapshot() as session:
            repository = RelayRepository(session)
            return await repository.find(relay_id), await repository.list_transactions([relay_id])

    return read


@pytest.fixture
def held(anvil):
    """A chain that makes a block only when told to."""
    anvil.pause_mining()
    return anvil


@pytest.fixture
def count_sent(fans, relayer):
    """Return how many transactions of the relayer are mined."""
    return lambda: fans.label.web3.eth.get_transaction_count(relayer.address)


@pytest.fixture
def count_votes(fans, proposal):
    """Return how many votes are for the proposal."""
    return lambda: fans.governor.functions.proposalVotes(proposal).call()[1]
