from dataclasses import replace

import pytest

from backend.chain.currency import Currency
from backend.chain.indexer import Indexer
from backend.drops.projection import DropsProjection
from backend.holdings.projection import HoldingsProjection
from backend.royalties.projection import RoyaltiesProjection
from backend.royalties.repository import TABLES
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import (
    each_database,  # noqa: F401 - a fixture
    empty_database,
    locate_database,
)
from tests.backend.chain.deployed_label import compile_contract, deploy
from tests.backend.chain.fake_chain import LABEL, FakeChain
from tests.backend.listening.label import app, browse  # noqa: F401 - fixtures
from tests.backend.royalties.story import CODE, COIN, MANAGED_CODE, USDC


@pytest.fixture
def chain():
    return FakeChain()


@pytest.fixture
def index(chain):
    async def index(database):
        royalties = RoyaltiesProjection(LABEL, {CODE, MANAGED_CODE})
        projections = [DropsProjection(LABEL), HoldingsProjection(), royalties]
        await catch_up(Indexer(chain, chain, database, projections, start_block=1, receivers=royalties))

    return index


@pytest.fixture
def read_rows():
    """Return every row of royalties by its table, in the order of the chain."""

    async def read_rows(database):
        async with database.snapshot() as session:
            tables = [table.metadata.tables[table.__tablename__] for table in TABLES]
            order = ("block_number", "log_index")
            rows = [(await session.execute(table.select())).mappings().all() for table in tables]
        ordered = [sorted(map(dict, each), key=lambda row: [row.get(name, 0) for name in order]) for each in rows]
        return dict(zip(TABLES, ordered, strict=True))

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
def label(session_label, anvil):
    return session_label


@pytest.fixture
def managed_code(label):
    return deploy(label.web3, "ManagedSplit")


@pytest.fixture
def token(label):
    """Deploy a token as USDC is, allow it, and give the fan and the stranger some."""
    token = deploy(label.web3, "StableToken")
    label.send(label.contract.functions.allow_currency(token.address, True), label.artist)
    for account in (label.fan, label.stranger):
        label.send(token.functions.mint(account, 1_000 * USDC), account)
    return token


@pytest.fixture
def refusing(label):
    return deploy(label.web3, "RefusingPayee")


@pytest.fixture
def shares(label, refusing):
    """Two people, and one whose wallet refuses money; in ascending order."""
    _, _, _, singer, printer, *_ = label.web3.eth.accounts
    return sorted(
        [(singer, 500_000), (printer, 333_333), (refusing.address, 166_667)], key=lambda pair: pair[0].lower()
    )


@pytest.fixture
def contracts(label, token, managed_code):
    contracts = label.load_contracts()
    known = Currency(token.address, "USDC", 6, "USD Coin", "2", takes_authorizations=True)
    codes = contracts.deployment.split_codes | {managed_code.address}
    contracts.deployment = replace(contracts.deployment, currencies={token.address: known}, split_codes=codes)
    return contracts


@pytest.fixture
def drop(label, token, shares):
    return label.create_drop(payees=shares, price=COIN)


@pytest.fixture
def split(open_split, drop):
    return open_split(drop.functions.split().call())


@pytest.fixture
def open_split(label):
    def open_split(address, name="RoyaltySplit"):
        return label.web3.eth.contract(address, abi=compile_contract(name)["abi"])

    return open_split
