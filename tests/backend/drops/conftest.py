from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.chain.indexer import Indexer
from backend.chain.node import Node
from backend.drops.projection import DropsProjection
from backend.drops.routes import router
from backend.drops.service import DropService
from backend.holdings.projection import HoldingsProjection
from backend.identity.dependencies import get_viewer
from tests.anvil import anvil  # noqa: F401 - a fixture
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.chain.deployed_label import connect, deploy_label


@pytest.fixture
def label(anvil):  # noqa: F811
    return deploy_label(connect(anvil))


@pytest.fixture
async def node(anvil):  # noqa: F811
    node = Node(anvil.url)
    yield node
    await node.close()


@pytest.fixture
def contracts(label):
    return label.load_contracts()


@pytest.fixture
def create_indexer(node, contracts):
    def create_indexer(database):
        projections = (DropsProjection(contracts.label), HoldingsProjection())
        return Indexer(node, contracts, database, projections, contracts.deployment.start_block)

    return create_indexer


@pytest.fixture
def index(create_indexer, database):
    async def index():
        await catch_up(create_indexer(database))

    return index


@pytest.fixture
def describe(database, contracts, clock):
    """Read a drop as its page shows it."""

    async def describe(slug="warehouse", viewer=None):
        async with database.snapshot() as session:
            return await DropService(session, contracts, clock).describe(slug, viewer)

    return describe


@pytest.fixture
def create_client(settings, database, clock):
    def create_client(node, contracts, viewer=None):
        app = FastAPI()
        app.include_router(router)
        add_problem_handlers(app)
        for name, value in {"settings": settings, "database": database, "clock": clock}.items():
            setattr(app.state, name, value)
        app.state.node, app.state.contracts = node, contracts
        app.dependency_overrides[get_viewer] = lambda: viewer
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=settings.public_url)

    return create_client


@pytest.fixture
async def client(create_client, node, contracts):
    async with create_client(node, contracts) as client:
        yield client


@pytest.fixture
def offline_contracts():
    return SimpleNamespace(chain_id=31337)
