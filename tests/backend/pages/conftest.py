from contextlib import ExitStack

import httpx
import pytest
from eth_account import Account
from eth_utils.crypto import keccak

from tests.backend.pages.stand_in import CHAIN, Label, create_label_app, served
from tests.e2e.browser import open_browser
from tests.e2e.screen import DropScreen
from tests.e2e.wallet import Wallet, install

FAN_KEY = "0x" + "f1" * 32
STRANGER_KEY = "0x" + "52" * 32


class QuietNode:
    """A chain that takes every transaction and tells nothing of it."""

    def request(self, method, params):
        answers = {"eth_chainId": hex(CHAIN), "eth_gasPrice": hex(10**9), "eth_getTransactionCount": "0x0"}
        if method == "eth_sendRawTransaction":
            return "0x" + keccak(hexstr=params[0]).hex()
        return answers[method]


@pytest.fixture
def label():
    return Label()


@pytest.fixture
def app(label, tmp_path):
    return create_label_app(label, tmp_path)


@pytest.fixture
async def visitor(app):
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://label.test") as client:
        yield client


@pytest.fixture
def site(app):
    with served(app) as url:
        yield url


# Not for the session: Playwright's loop must not be running when asynchronous tests start theirs.
@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture
def create_wallet():
    def create_wallet(key=FAN_KEY, **options):
        return Wallet(QuietNode(), key, **options)

    return create_wallet


@pytest.fixture
def wallet(create_wallet):
    return create_wallet()


@pytest.fixture
def fan_address():
    return Account.from_key(FAN_KEY).address


@pytest.fixture
def visit(browser, site, label):
    """Open the drop in a browser of its own; fails at the end when the page complained."""
    with ExitStack() as stack:
        screens = []

        def visit(*wallets, path=None, **options):
            context = stack.enter_context(browser.new_context(**options))
            install(context, *wallets)
            screens.append(DropScreen(context.new_page(), f"{site}{path or '/drops/' + label.page.slug}"))
            return screens[-1]

        yield visit
        assert [screen.complaints.sentences for screen in screens] == [[] for _ in screens]
