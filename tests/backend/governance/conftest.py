import pytest

from backend.chain.following import follow_contract
from backend.chain.indexer import Indexer
from backend.governance.deed_routes import router as deed_router
from backend.governance.models import VoteChange, VoteDelegation, VoteDelegationChange, Voter
from backend.governance.projection import GovernanceProjection
from backend.governance.repository import TABLES
from tests.backend.asking import opened_client
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import (
    each_database,  # noqa: F401 - a fixture
    empty_database,
    locate_database,
)
from tests.backend.chain.fake_chain import FakeChain
from tests.backend.governance.fans import (
    Fans,
    read_chain,  # noqa: F401 - a fixture
)
from tests.backend.governance.story import GOVERNOR, TOKEN

READ = (*TABLES, VoteChange, Voter, VoteDelegationChange, VoteDelegation)


@pytest.fixture
def chain():
    return FakeChain()


@pytest.fixture
def index(chain):
    async def index(database):
        async with database.transaction() as session:
            for contract in (GOVERNOR, TOKEN):
                await follow_contract(session, contract.address, contract.block)
        projections = [GovernanceProjection(GOVERNOR, TOKEN)]
        await catch_up(Indexer(chain, chain, database, projections, start_block=1))

    return index


@pytest.fixture
def read_rows():
    """Return every row of governance by its table, in the order of the chain."""

    async def read_rows(database):
        async with database.snapshot() as session:
            tables = [table.metadata.tables[table.__tablename__] for table in READ]
            rows = [(await session.execute(table.select())).mappings().all() for table in tables]
        ordered = [sorted(map(dict, each), key=lambda row: (row["block_number"], row["log_index"])) for each in rows]
        return dict(zip(READ, ordered, strict=True))

    return read_rows


@pytest.fixture
def index_anew(index, read_rows, tmp_path):
    """Index the chain as it is into a new database, and return its rows."""

    async def index_anew(name="anew"):
        folder = tmp_path / str(name)
        folder.mkdir()
        async with empty_database(locate_database("sqlite", folder)) as database:
            await index(database)
            return await read_rows(database)

    return index_anew


@pytest.fixture
async def tell(chain, index, read_rows, each_database):  # noqa: F811
    """Mine blocks of events, index them, and return the rows."""

    async def tell(*blocks):
        for events in blocks:
            chain.mine(*events)
        await index(each_database)
        return await read_rows(each_database)

    return tell


@pytest.fixture
def fans(anvil, session_label):
    with anvil.undone():
        yield Fans(anvil, session_label)


@pytest.fixture
def contracts(fans):
    return fans.load_contracts()


@pytest.fixture
async def client(settings, database, clock, node, contracts):
    state = {"settings": settings, "database": database, "clock": clock, "node": node, "contracts": contracts}
    async with opened_client(deed_router, **state) as client:
        yield client


@pytest.fixture
def ask(client, read_chain):  # noqa: F811
    """Ask for a transaction, as the chain is now."""

    async def ask(path, **wish):
        await read_chain()
        return await client.post(f"/api/governance/{path}", json=wish)

    return ask


@pytest.fixture
def send(fans):
    """Send what was prepared as a wallet does, and wait for its block."""

    def send(answer):
        transaction = {name: answer.raise_for_status().json()[name] for name in ("from", "to", "data", "value", "gas")}
        web3 = fans.label.web3
        sent = web3.provider.make_request("eth_sendTransaction", [transaction])["result"]
        assert web3.eth.wait_for_transaction_receipt(sent, poll_latency=0.02).status == 1
        return sent

    return send
