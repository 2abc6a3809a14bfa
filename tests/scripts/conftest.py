"""A real chain, a label on it, a stand-in for the backend, and the parts of a publication."""

import gc
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from ape import accounts, networks

from scripts._catalogue import open_catalogue
from scripts._chain import Chain
from scripts._clock import Clock
from scripts._deployments import Deployments
from scripts._desk import Desk
from scripts._gates import GateBackend
from scripts._journal import Journal
from scripts._label_deployment import LabelDeployment
from scripts._manifest import load_manifest
from scripts._networks import network_of
from scripts._publication import Publication
from tests.anvil import running_anvil
from tests.scripts.fake_backend import FakeBackend, serving
from tests.scripts.releases import write_release
from tests.scripts.tokens import deploy_token

LOCAL = network_of(31337)
TOOLS = Path(sys.executable).parent
MANUAL, AUTOMATIC = False, True


class RecordingScreen:
    """Keeps what was said; answers every question with yes, or refuses to."""

    def __init__(self):
        self.said = []
        self.asked = []
        self.answer = None

    def say(self, text):
        self.said.append(text)

    def ask(self, question):
        self.asked.append(question)
        if self.answer:
            raise self.answer

    def progress(self, label, steps):
        self.said.append(label)
        return Bar(self, steps)


class Bar:
    """A progress bar that must be full at the end of its block."""

    def __init__(self, screen, steps):
        self._screen, self._missing = screen, steps

    def __enter__(self):
        return self.advance

    def __exit__(self, kind, *_rest):
        assert kind or self._missing == 0

    def advance(self, steps, note=""):
        self._missing -= steps
        if note:
            self._screen.said.append(note)


class HastyClock(Clock):
    """Time passes as fast as somebody waits for it, and no faster."""

    def __init__(self):
        self.waited = 0.0

    def now(self):
        return 1_800_000_000 + self.waited

    def pause(self, seconds):
        self.waited += seconds


@pytest.fixture(scope="session")
def session_node():
    with running_anvil() as node:
        yield node


@pytest.fixture(scope="session")
def provider(session_node):
    connection = networks.parse_network_choice(session_node.url)
    with warnings.catch_warnings():
        # web3 looks for a node's local socket first and leaves its own open when there is none.
        warnings.simplefilter("ignore", ResourceWarning)
        provider = connection.__enter__()
        gc.collect()
    yield provider
    connection.__exit__(None, None, None)


@pytest.fixture(scope="session")
def artist():
    return accounts.test_accounts[0]


@pytest.fixture(scope="session")
def stranger():
    return accounts.test_accounts[7]


@pytest.fixture
def node(session_node):
    """The chain as it was before the test; what the test does to it is undone."""
    snapshot = session_node.ask("evm_snapshot")
    yield session_node
    assert session_node.ask("evm_revert", snapshot)


@pytest.fixture
def held_back(node):
    """Blocks come only when they are asked for: what was sent stays pending."""
    node.ask("evm_setAutomine", MANUAL)
    yield node
    node.ask("evm_setAutomine", AUTOMATIC)


@pytest.fixture
def screen():
    return RecordingScreen()


@pytest.fixture
def create_chain(provider, artist, tmp_path):
    def create_chain(account=artist, network=LOCAL, kind=Chain):
        return kind(provider, account, network, Journal(tmp_path, network), HastyClock())

    return create_chain


@pytest.fixture
def create_deployments(tmp_path):
    return lambda network=LOCAL: Deployments(tmp_path, network)


@pytest.fixture(scope="session")
def label_record(provider, artist, session_node, tmp_path_factory):
    """The record of a label that is on the chain before every test."""
    folder = tmp_path_factory.mktemp("label")
    chain = Chain(provider, artist, LOCAL, Journal(folder, LOCAL), HastyClock())
    deployments = Deployments(folder, LOCAL)
    LabelDeployment(chain, deployments, RecordingScreen()).run()
    session_node.mine()
    return deployments.path


@pytest.fixture
def deployments(label_record, node, create_deployments):
    deployments = create_deployments()
    shutil.copy(label_record, deployments.path)
    return deployments


@pytest.fixture
def create_desk(create_chain, deployments, screen):
    def create_desk(account=None, kind=Chain):
        chain = create_chain(kind=kind, **({"account": account} if account else {}))
        return Desk(chain, deployments, open_catalogue(deployments, chain), screen)

    return create_desk


@pytest.fixture
def desk(create_desk):
    return create_desk()


@pytest.fixture
def usdc(node):
    """A token that pays as USDC does."""
    return deploy_token(node)


@pytest.fixture
def backend(node, deployments):
    with serving(FakeBackend(node, deployments.find_contract("Label")["address"])) as fake:
        yield fake


@pytest.fixture
def release(tmp_path):
    return write_release(tmp_path / "low-tide")


@pytest.fixture
def server(backend):
    with GateBackend(backend.url) as server:
        yield server


@pytest.fixture
def create_publication(create_chain, deployments, server, release, screen):
    def create_publication(account=None, path=None, **changes):
        path = path or (write_release(release.parent, **changes) if changes else release)
        chain = create_chain(account) if account else create_chain()
        return Publication(
            load_manifest(path, deployments.list_currencies()),
            chain,
            open_catalogue(deployments, chain),
            server,
            deployments,
            screen,
            HastyClock(),
        )

    return create_publication


@pytest.fixture
def ape(tmp_path):
    """Run `ape run ...` as the artist, with accounts and records of its own."""

    def ape(*arguments, network, is_reading=False):
        options = ["--network", network, "--deployments", str(tmp_path)]
        if not is_reading:
            options += ["--account", "TEST::0", "--yes"]
        return subprocess.run(
            [sys.executable, str(TOOLS / "ape"), "run", *arguments, *options],
            env=os.environ | {"APE_DATA_FOLDER": str(tmp_path / "ape"), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )

    return ape
