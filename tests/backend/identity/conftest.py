"""A door of its own: an application with nothing but sign-in, and browsers in front of it."""

from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.chain.signature_check import SignatureCheck
from backend.identity.account_routes import router as account_router
from backend.identity.challenges import ChallengeBook
from backend.identity.contract_wallets import ContractWallets
from backend.identity.routes import router
from tests.backend.identity.deployed_wallets import DeployedWallets
from tests.backend.identity.stand_in import CountingNode

CHAIN_ID = 31337


@pytest.fixture
def node():
    return CountingNode()


@pytest.fixture
def app(settings, database, clock, node):
    app = FastAPI()
    app.include_router(router)
    app.include_router(account_router)
    add_problem_handlers(app)
    app.state.settings, app.state.database, app.state.clock = settings, database, clock
    app.state.contracts = SimpleNamespace(chain_id=CHAIN_ID)
    app.state.challenges = ChallengeBook(b"k" * 32)
    app.state.contract_wallets = ContractWallets(node, SignatureCheck.load())
    return app


@pytest.fixture
async def create_browser(app, settings):
    """Make browsers that keep their own cookies."""
    browsers = []

    def create_browser(agent="Firefox"):
        transport, headers = httpx.ASGITransport(app), {"User-Agent": agent}
        browsers.append(httpx.AsyncClient(transport=transport, base_url=settings.public_url, headers=headers))
        return browsers[-1]

    yield create_browser
    for browser in browsers:
        await browser.aclose()


@pytest.fixture
def client(create_browser):
    return create_browser()


@pytest.fixture
def wallets(anvil):
    return DeployedWallets(anvil)
