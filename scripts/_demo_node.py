"""The demo's chain: anvil with its state in a file, and a few questions to it over JSON-RPC."""

import os
import platform
import shutil
from pathlib import Path
from typing import Any

import click
import httpx

from scripts._clock import Clock
from scripts._demo_programs import POLL_SECONDS, ROOT, Program, choose_port
from scripts._networks import LOCAL_CHAIN_ID

USUAL_PORT = 8545
READY_SECONDS = 30
STATE_INTERVAL_SECONDS = 10
SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}
MACHINES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


class AnvilMissing(click.ClickException):
    """There is no program that runs a local chain."""

    def __init__(self) -> None:
        super().__init__("anvil is missing: run `npm ci`, or set ANVIL to the path of an anvil.")


class QuestionRefused(click.ClickException):
    """The chain did not answer a question with a result."""

    def __init__(self, method: str, reason: str) -> None:
        super().__init__(f"The local chain refused {method}: {reason}.")


class DemoNode:
    """A node that is asked directly, without Ape's start-up time."""

    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, method: str, *parameters: object) -> Any:  # noqa: ANN401 - each method answers something else
        """Return what the node answers to one JSON-RPC question."""
        question = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
        answer = httpx.post(self.url, json=question, timeout=30).raise_for_status().json()
        if "error" in answer:
            raise QuestionRefused(method, answer["error"]["message"])
        return answer["result"]

    def is_ready(self) -> bool:
        """Tell whether the node answers."""
        try:
            return bool(self.ask("eth_chainId"))
        except httpx.TransportError:
            return False

    def head(self) -> int:
        """Return the number of the newest block."""
        return int(self.ask("eth_blockNumber"), 16)

    def head_time(self) -> int:
        """Return the time of the newest block in Unix seconds."""
        return int(self.ask("eth_getBlockByNumber", "latest", False)["timestamp"], 16)  # noqa: FBT003

    def await_time(self, seconds: int) -> None:
        """Wait until the newest block is later than a time in Unix seconds."""
        while self.head_time() <= seconds:
            Clock().pause(POLL_SECONDS)

    def has_code(self, address: str) -> bool:
        """Tell whether a contract lives at `address`."""
        return len(self.ask("eth_getCode", address, "latest")) > len("0x")


def start_node(directory: Path, environment: dict[str, str]) -> tuple[Program, DemoNode]:
    """Start the chain from where it stopped, or a new one, and wait until it answers."""
    port = choose_port(USUAL_PORT)
    # fmt: off
    command = [
        str(find_anvil()), "--port", str(port), "--chain-id", str(LOCAL_CHAIN_ID),
        "--block-time", "1", "--slots-in-an-epoch", "1",
        "--state", str(directory / "chain.json"), "--state-interval", str(STATE_INTERVAL_SECONDS),
    ]
    # fmt: on
    program = Program("The local chain", command, directory / "chain.log", environment)
    node = DemoNode(f"http://127.0.0.1:{port}")
    try:
        program.await_ready(node.is_ready, READY_SECONDS)
    except BaseException:
        program.stop()
        raise
    return program, node


def find_anvil() -> Path:
    """Return the anvil of npm for this machine, of the variable ANVIL, or of PATH; raises `AnvilMissing`."""
    system, machine = SYSTEMS.get(platform.system()), MACHINES.get(platform.machine().lower())
    packaged = ROOT / "node_modules" / "@foundry-rs" / f"anvil-{system}-{machine}" / "bin" / "anvil"
    for candidate in (os.environ.get("ANVIL"), packaged, shutil.which("anvil")):
        if candidate and Path(candidate).is_file():
            return Path(candidate)
    raise AnvilMissing
