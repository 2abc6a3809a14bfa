import pytest

from backend.chain.indexer import Indexer
from backend.holdings.projection import HoldingsProjection
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.chain.fake_chain import LABEL, FakeChain


class FollowedContract(HoldingsProjection):
    """The ledger, told which contract to follow, as a projection of drops would tell it."""

    async def addresses(self, session):
        return {LABEL}


@pytest.fixture
def chain():
    return FakeChain()


@pytest.fixture
def create_indexer(chain):
    def create_indexer(database, source=chain, projection=None):
        return Indexer(source, source, database, [projection or FollowedContract()], start_block=1)

    return create_indexer
