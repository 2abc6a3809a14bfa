import pytest
from eth_account import Account

from backend.chain.leadership import OnlyProcess
from backend.relay.facts import Facts
from backend.relay.messages import compute_digest
from backend.relay.models import RelayKind
from backend.relay.office import RelayOffice
from backend.relay.repository import RelayRepository
from backend.relay.routes import router
from backend.relay.signing import Relayer
from tests.backend.asking import opened_client
from tests.backend.chain.databases import (
    each_database,  # noqa: F401 - a fixture
    empty_database,
    locate_database,
)
from tests.backend.governance.fans import (
    Fans,
    read_chain,  # noqa: F401 - a fixture
)
from tests.backend.governance.story import FOR, UNIT
from tests.backend.relay.signing import sign, sign_typed_data

COIN = 10**18
CONFIRMATIONS = 2
API = "/api/governance/relay"
GWEI = 10**9


@pytest.fixture
async def database(request, tmp_path):
    """A database of its own, SQLite unless the test asks for the other kind."""
    kind = getattr(request, "param", "sqlite")
    async with empty_database(locate_database(kind, tmp_path)) as database:
        yield database


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
            await RelayRepository(session).create(signed)
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


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"explorer_url": "https://scan.test"})


@pytest.fixture
async def client(settings, database, clock, node, contracts):
    state = {"settings": settings, "database": database, "clock": clock, "node": node, "contracts": contracts}
    async with opened_client(router, **state) as client:
        yield client


@pytest.fixture
def note_purse(database, relayer, clock):
    """Note what the relayer has, as its worker does."""

    async def note_purse(balance_wei=COIN):
        purse = {"relayer": relayer.address, "balance_wei": balance_wei, "fee_wei": 2 * GWEI, "seen_at": clock()}
        async with database.transaction() as session:
            await RelayRepository(session).note_purse(purse)

    return note_purse


@pytest.fixture
async def opened(note_purse, proposal, read_chain):  # noqa: F811
    """A relayer that works, and a proposal that is known here and can be voted on."""
    await read_chain()
    await note_purse()
    return proposal


@pytest.fixture
def wish(opened, fan):
    return {"account": fan.address, "proposal": str(opened), "support": FOR}


@pytest.fixture
def post(client):
    async def post(path, body, status=200):
        answer = await client.post(API + path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    return post


@pytest.fixture
def vote(post):
    """Sign what is drafted, as a wallet does, and hand it in."""

    async def vote(key, wish, status=202):
        typed_data = (await post("/ballots/draft", wish))["typed_data"]
        nonce = typed_data["message"]["nonce"]
        return await post("/ballots", wish | {"signature": sign_typed_data(key, typed_data), "nonce": nonce}, status)

    return vote


@pytest.fixture
def delegate(post):
    async def delegate(key, wish, status=202):
        typed_data = (await post("/delegations/draft", wish))["typed_data"]
        terms = {name: typed_data["message"][name] for name in ("nonce", "expiry")}
        return await post("/delegations", wish | terms | {"signature": sign_typed_data(key, typed_data)}, status)

    return delegate
