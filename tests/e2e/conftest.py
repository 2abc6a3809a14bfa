"""The real stage of the story, and the people on it, each with a wallet and a browser."""

import pytest

from tests.anvil import running_anvil
from tests.e2e.browser import open_browser
from tests.e2e.releases import write_release, write_wav
from tests.e2e.screen import opened_screens
from tests.e2e.wallet import HttpNode, Wallet
from tests.stage import Stage, find_account

MIX_SECONDS = 60


@pytest.fixture(scope="session")
def stage(tmp_path_factory):
    # Two blocks after an edition's block it is final.
    with running_anvil("--slots-in-an-epoch", "1") as chain:
        stage = Stage(tmp_path_factory.mktemp("stage"), chain)
        stage.open()
        yield stage
        stage.close()


@pytest.fixture(scope="module")
def slug(stage, create_release, request):
    """A drop of the module's own, named after it: its first edition is #1."""
    name = request.module.__name__.rsplit(".", 1)[1].removeprefix("test_").replace("_", "-")
    return stage.publish(create_release(name, MIX_SECONDS))


@pytest.fixture(scope="session")
def create_release(tmp_path_factory):
    """Write a release of `seconds` of sound into a folder of its own."""

    def create_release(slug, seconds=2, **changes):
        folder = write_release(tmp_path_factory.mktemp("releases") / slug, **changes)
        write_wav(folder / "mix.wav", seconds)
        return folder

    return create_release


@pytest.fixture(scope="session")
def node(stage):
    node = HttpNode(stage.chain.url)
    yield node
    node.close()


# Not for the session: Playwright's loop must not be running when asynchronous tests start theirs.
@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture
def visit(browser, stage, slug):
    """Open the drop's page in a browser of its own."""
    with opened_screens(browser) as open_screen:
        yield lambda *wallets, link="", **options: open_screen(f"{stage.url}/drops/{slug}{link}", *wallets, **options)


@pytest.fixture
def create_wallet(node):
    def create_wallet(index, **options):
        return Wallet(node, find_account(index).key.to_0x_hex(), **options)

    return create_wallet


@pytest.fixture
def fan(create_wallet):
    return create_wallet(1)


@pytest.fixture
def collector(create_wallet):
    return create_wallet(2)


@pytest.fixture
def buyer(create_wallet):
    return create_wallet(3)


@pytest.fixture
def stranger(create_wallet):
    return create_wallet(4)
