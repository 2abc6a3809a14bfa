from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.chain.currency import Currency
from backend.chain.indexer import Indexer
from backend.drops.projection import DropsProjection
from backend.drops.routes import router
from backend.drops.service import DropService
from backend.holdings.projection import HoldingsProjection
from backend.identity.dependencies import get_viewer
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.chain.deployed_label import deploy
from tests.backend.drops.wallet import Fan

TOKEN_PRICE = 5 * 10**6


@pytest.fixture
def label(session_label, anvil):
    return session_label


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


@pytest.fixture
def fan(client, label, clock):
    clock.now = datetime.fromtimestamp(label.web3.eth.get_block("latest").timestamp, tz=UTC)
    return Fan(client, label)


@pytest.fixture
def delegate(client, label, fan):
    return Fan(client, label, index=3)


@pytest.fixture
def open_drop(label, index):
    async def open_drop(**terms):
        drop = label.create_drop(**terms)
        await index()
        return drop

    return open_drop


@pytest.fixture
def token(label):
    """Deploy a token as USDC is, allow it, and give the fan 100 of it."""
    token = deploy(label.web3, "StableToken")
    label.send(label.contract.functions.allow_currency(token.address, True), label.artist)
    label.send(token.functions.mint(label.fan, 100 * 10**6), label.fan)
    return token


@pytest.fixture
def record(contracts, token):
    """Write the token into the label's record, or what is different of it."""

    def record(**changes):
        described = Currency(token.address, "USDC", 6, "USD Coin", "2", takes_authorizations=True)
        currencies = {token.address: replace(described, **changes)}
        contracts.deployment = replace(contracts.deployment, currencies=currencies)

    return record


@pytest.fixture
def open_priced_drop(open_drop, token):
    """Open a drop that is priced in the token."""

    async def open_priced_drop(phases=(), options=None, **terms):
        promised = {"currency": token.address, "in_currency": True} | (options or {})
        return await open_drop(options=promised, phases=phases, price=TOKEN_PRICE, **terms)

    return open_priced_drop


@pytest.fixture
def keep_list(create_client, node, contracts, label):
    """Hand in a list as the label's owner; returns its root."""

    async def keep_list(**entries):
        rows = [
            {"wallet": wallet, "quantity": quantity, "price": price} for wallet, (quantity, price) in entries.items()
        ]
        async with create_client(node, contracts, viewer=label.artist) as owner:
            return (await owner.post("/api/allowlists", json={"entries": rows})).raise_for_status().json()["root"]

    return keep_list
