import httpx
import pytest
from eth_account import Account
from eth_utils.crypto import keccak
from playwright.sync_api import expect

from backend.governance.states import ProposalState
from backend.pages.assets import asset
from tests.backend.pages.assembly_desk import create_proposal
from tests.backend.pages.stand_in import CHAIN, Label, create_label_app
from tests.e2e.screen import opened_screens
from tests.e2e.wallet import Wallet
from tests.serving import served

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


@pytest.fixture(scope="module")
def run_script(browser, tmp_path_factory):
    """Run a function in a page of the label's, where `load` imports one of its modules by name."""
    with served(create_label_app(Label(), tmp_path_factory.mktemp("label"))) as url:
        page = browser.new_page()
        page.goto(url)
        source = "async ({ value, folder }) => (%s)(value, (name) => import(`${folder}/${name}.js`))"
        yield lambda function, value: page.evaluate(source % function, {"value": value, "folder": asset("")[:-1]})
        page.close()


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
    """Open the drop, or another page, in a browser of its own."""
    with opened_screens(browser) as open_screen:
        yield lambda *wallets, path=f"/drops/{label.page.slug}", **options: open_screen(
            site + path, *wallets, **options
        )


@pytest.fixture
def open_proposal(visit, wallet):
    """Open a proposal with the fan's wallet, which the page knows already."""

    def open_proposal(state=ProposalState.ACTIVE, **options):
        screen = visit(wallet, path=f"/governance/{create_proposal(state).id}", **options)
        wallet.is_connected = True
        screen.page.evaluate("(name) => localStorage.setItem('wallet', name)", wallet.info["rdns"])
        screen.page.reload()
        expect(screen.page.locator("#whose")).to_be_visible()
        return screen

    return open_proposal
