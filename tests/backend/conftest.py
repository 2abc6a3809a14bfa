"""The parts every backend test stands on: a database of its own, a clock that stands still, a chain, wallets."""

from datetime import UTC, datetime, timedelta

import pytest
from eth_account import Account
from hypothesis import settings

from backend.chain.node import Node
from backend.core.config import Settings
from tests.anvil import running_anvil
from tests.backend.chain.databases import empty_database
from tests.backend.chain.deployed_label import connect, deploy_label
from tests.e2e.browser import open_browser
from tests.serving import served

# The same examples in every run, and no clock: a busy machine is no finding.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


class StandingClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **step: float) -> None:
        self.now += timedelta(**step)


@pytest.fixture
def clock():
    return StandingClock()


@pytest.fixture
def settings(tmp_path):
    return Settings(
        _env_file=None,
        public_url="http://label.test",
        database_url=f"sqlite+aiosqlite:///{tmp_path}/test.sqlite",
        data_directory=tmp_path / "data",
        sealing_key="11" * 32,
    )


@pytest.fixture
async def database(settings):
    async with empty_database(settings.database_url) as database:
        yield database


@pytest.fixture
def site(app):
    """Serve the application of a test on a real port."""
    with served(app) as url:
        yield url


# Not for the session: Playwright's loop must not be running when asynchronous tests start theirs.
@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def session_anvil():
    with running_anvil() as chain:
        yield chain


@pytest.fixture(scope="session")
def session_label(session_anvil):
    return deploy_label(connect(session_anvil))


@pytest.fixture
def anvil(session_anvil):
    """A chain; what a test does to it is undone."""
    with session_anvil.undone() as chain:
        yield chain


@pytest.fixture
async def node(anvil):
    node = Node(anvil.url)
    yield node
    await node.close()


@pytest.fixture(scope="session")
def fan():
    return Account.from_key("0x" + "f1" * 32)


@pytest.fixture(scope="session")
def stranger():
    return Account.from_key("0x" + "52" * 32)


@pytest.fixture(scope="session")
def artist():
    return Account.from_key("0x" + "a7" * 32)
