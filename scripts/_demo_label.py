"""The demo's label: contracts, server and the sample release; each step is skipped when its result is there."""

import secrets
import sys
from pathlib import Path

import httpx
from eth_account import Account

from scripts._demo_node import DemoNode
from scripts._demo_programs import ROOT, Program, base_environment
from scripts._deployments import CONTRACTS, FAN_TOKEN, GOVERNOR, Deployments
from scripts._networks import LOCAL_CHAIN_ID, network_of

SAMPLE = ROOT / "metadata" / "releases" / "last-tram"
SLUG = SAMPLE.name
CHARTER = ROOT / "metadata" / "governance" / "demo.yaml"
READY_SECONDS = 60
KEY_BYTES = 32
RELAYER_WEI = 10 * 10**18
OWNER = "TEST::0"  # Ape's first test account, which anvil gives money


class DemoLabel:
    """A label on a local chain; what it made lies in `directory` and `deployments`."""

    def __init__(self, directory: Path, deployments: Path, node: DemoNode, port: int) -> None:
        self._directory = directory
        self._deployments = Deployments(deployments, network_of(LOCAL_CHAIN_ID))
        self._node = node
        self._port = port
        self.url = f"http://127.0.0.1:{port}"
        self.page = f"{self.url}/drops/{SLUG}"
        self.votes_page = f"{self.url}/governance"

    def is_deployed(self) -> bool:
        """Tell whether the label's recorded contracts are on the chain."""
        return self._are_there(*CONTRACTS)

    def is_founded(self) -> bool:
        """Tell whether the recorded fan token and governor are on the chain."""
        return self._are_there(FAN_TOKEN, GOVERNOR)

    def is_published(self) -> bool:
        """Tell whether the server shows the sample release's drop."""
        return httpx.get(f"{self.url}/api/drops/{SLUG}").is_success

    def deploy(self) -> None:
        """Deploy the contracts."""
        self._run_ape("Deploying the label", "label", "deploy")

    def found(self) -> None:
        """Deploy the fan token and the governor."""
        self._run_ape("Founding the fans' governor", "governance", "deploy", str(CHARTER))

    def publish(self) -> None:
        """Render the sample release and publish it."""
        self._run("Rendering the sample release", [sys.executable, "-m", "scripts.sample", str(SAMPLE)])
        self._run_ape(
            "Publishing the sample release", "drop", "publish", str(SAMPLE / "release.yaml"), "--backend", self.url
        )

    def start_server(self) -> Program:
        """Start the backend and wait until it has read the chain.

        It reads all of it: a local chain that lost power is a few seconds behind what was read of it before.
        """
        self._node.ask("anvil_setBalance", Account.from_key(self._load_relayer_key()).address, hex(RELAYER_WEI))
        command = [sys.executable, "-m", "backend", "--port", str(self._port), "--reindex"]
        server = Program("The backend", command, self._directory / "backend.log", self._server_environment())
        try:
            server.await_ready(self._is_healthy, READY_SECONDS)
        except BaseException:
            server.stop()
            raise
        return server

    def _is_healthy(self) -> bool:
        try:
            health = httpx.get(f"{self.url}/health")
        except httpx.TransportError:
            return False
        indexed = health.json()["indexed_block"] if health.is_success else None
        # A block may be mined between the two questions.
        return indexed is not None and indexed + 1 >= self._node.head()

    def _server_environment(self) -> dict[str, str]:
        """Return the settings of a demo; they win over a .env file."""
        directory = self._directory
        return base_environment(directory) | {
            "ENVIRONMENT": "development",
            "PUBLIC_URL": self.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{directory / 'hectic.sqlite'}",
            "WORKFLOW_DATABASE_URL": f"sqlite:///{directory / 'workflows.sqlite'}",
            "DATA_DIRECTORY": str(directory / "data"),
            "RPC_URL": self._node.url,
            "WALLET_RPC_URL": self._node.url,
            "DEPLOYMENT_FILE": str(self._deployments.path),
            "CHAIN_NAME": "Local chain",
            "EXPLORER_URL": "",
            "POLL_SECONDS": "0.5",
            "SEALING_KEY": load_secret(directory / "sealing.key"),
            "RELAYER_KEY": self._load_relayer_key(),
        }

    def _load_relayer_key(self) -> str:
        return load_secret(self._directory / "relayer.key")

    def _are_there(self, *names: str) -> bool:
        records = [self._deployments.find_contract(name) for name in names]
        return all(record is not None and self._node.has_code(record["address"]) for record in records)

    def _run_ape(self, name: str, *arguments: str) -> None:
        tools = Path(sys.executable).parent
        # fmt: off
        options = [
            "--account", OWNER, "--network", self._node.url,
            "--deployments", str(self._deployments.path.parent), "--yes",
        ]
        # fmt: on
        self._run(name, [sys.executable, str(tools / "ape"), "run", *arguments, *options])

    def _run(self, name: str, command: list[str]) -> None:
        log = self._directory / f"{name.split(maxsplit=1)[0].lower()}.log"
        program = Program(name, command, log, base_environment(self._directory))
        try:
            program.run()
        finally:
            program.stop()


def load_secret(path: Path) -> str:
    """Return a secret of the demo in hexadecimal, made on the first start: another could not open sealed audio."""
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(KEY_BYTES))
        draft.replace(path)
    return path.read_text()
