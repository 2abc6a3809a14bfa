"""Put contracts on chain: each is created once, however often this is run."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ape.contracts import ContractContainer
from ethpm_types import ContractType

from scripts._amounts import show_cost
from scripts._chain import Chain, Mined, Quote, Request
from scripts._chain_refusals import TransactionFailed
from scripts._compiled import CONTRACTS as SOURCES
from scripts._compiled import compile_source
from scripts._deployments import Deployments
from scripts._refusal import Refusal
from scripts._screen import Screen


class ContractGone(Refusal):
    """The record names a contract that the chain does not know."""

    def __init__(self, name: str, address: str, network: str, path: Path) -> None:
        super().__init__(
            f"{path} says {name} is at {address}, but nothing is there on {network}: "
            "correct --network, or move that file away if the record is wrong."
        )


@dataclass(frozen=True)
class Part:
    """A contract to be created, and what it is shown as."""

    name: str
    shown: str

    @property
    def step(self) -> str:
        """What the journal calls its creation."""
        return f"deploy {self.name}"

    @property
    def purpose(self) -> str:
        """What a person calls it."""
        return f"{self.name} ({self.shown})"

    def request(self, arguments: Sequence[Any]) -> Request:
        """Return the transaction that creates it."""
        creation = load_contract(self.name).constructor.serialize_transaction(*arguments)
        return Request(self.purpose, bytes(creation.data))


@dataclass(frozen=True)
class Deployment:
    """Creates parts, and writes down where they live."""

    chain: Chain
    deployments: Deployments
    screen: Screen

    def is_gone(self, name: str) -> bool:
        """Tell whether a recorded contract was on a local chain that was wiped; raises if it was on any other."""
        record = self.deployments.find_contract(name)
        if record is None or self.chain.has_code(record["address"]):
            return False
        if not self.chain.network.is_local:
            raise ContractGone(name, record["address"], self.chain.network.title, self.deployments.path)
        return True

    def settle(self, part: Part) -> Mined | None:
        """Return the creation that a run sent and did not get to record, unless it failed."""
        mined = self.chain.settle(part.step, part.purpose)
        if mined and mined.has_failed:
            self.chain.journal.strike(part.step)
            return None
        return mined

    def agree(self, plan: str, quotes: Sequence[Quote]) -> None:
        """Show what will be created and what it costs, and ask; `plan` ends where the cost goes."""
        most = sum(quote.most_wei for quote in quotes)
        likely = show_cost(sum(quote.likely_wei for quote in quotes))
        self.chain.check_funds(most)
        self.screen.say(f"{plan}about {sum(quote.gas for quote in quotes):,}: {likely}, at most {show_cost(most)}")
        self.screen.ask("Deploy it?")

    def create(self, part: Part, arguments: Sequence[Any]) -> Mined:
        """Send a part's creation and wait for it; its record is up to the caller."""
        request = part.request(arguments)
        mined = self.chain.send(part.step, request, self.chain.quote(request))
        if mined.has_failed:
            self.chain.journal.strike(part.step)
            raise TransactionFailed(part.purpose, mined.transaction)
        self.screen.say(f"{part.name} is at {mined.created}.")
        return mined

    def record(self, part: Part, mined: Mined, arguments: Sequence[Any]) -> None:
        """Write down where a part lives and what it is made of."""
        record = {
            "address": mined.created,
            "block": mined.block,
            "transaction": mined.transaction,
            "arguments": arguments,
            "git_commit": _find_commit(),
            "compiler": f"vyper {version('vyper')}",
        }
        self.deployments.record_contract(part.name, record)


def load_contract(name: str) -> ContractContainer:
    """Return a contract as its sources are now: Ape keeps an old one when only a module of it changed."""
    (source,) = SOURCES.glob(f"*/{name}.vy")
    output = compile_source(source, SOURCES)
    return ContractContainer(
        ContractType(
            contractName=name,
            abi=output["abi"],
            deploymentBytecode={"bytecode": output["bytecode"]},
            runtimeBytecode={"bytecode": output["bytecode_runtime"]},
        )
    )


def _find_commit() -> str | None:
    """Return the commit that contracts are deployed from, or `None` outside a repository."""
    root = Path(__file__).parent
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return head.stdout.strip() or None
