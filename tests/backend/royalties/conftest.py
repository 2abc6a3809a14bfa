import pytest

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
from tests.backend.chain.fake_chain import LABEL, FakeChain
from tests.backend.royalties.story import CODE, MANAGED_CODE


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
