"""Put a label on chain: the code its drops and splits share, then the label itself."""

import subprocess
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
from scripts._deployments import CONTRACTS, Deployments
from scripts._refusal import Refusal
from scripts._screen import Screen

SHOWN = {
    "RoyaltySplit": "the code that every split shares",
    "ManagedSplit": "the code of splits whose payees an owner can change",
    "DropOffice": "the half of every drop's code that its label decides in",
    "MixDrop": "the half that sells and moves editions",
    "Label": "the label itself, which creates drops and splits",
}

# What no label refers to: one that was deployed before there was such code can still have it.
ADDED_LATER = ("ManagedSplit",)

# What creating a contract costs by the yellow paper and EIP-2028, EIP-3860; the node cannot be asked about the label
# before the code it refers to exists.
CREATION_GAS = 53_000
BYTE_GAS = 16
INIT_WORD_GAS = 2
CODE_BYTE_GAS = 200
CONSTRUCTOR_GAS = 60_000
WORD_BYTES = 32


class ContractGone(Refusal):
    """The record names a contract that the chain does not know."""

    def __init__(self, name: str, address: str, network: str, path: Path) -> None:
        super().__init__(
            f"{path} says {name} is at {address}, but nothing is there on {network}: "
            "correct --network, or move that file away if the record is wrong."
        )


class LabelDeployment:
    """The transactions that open a label; each is done once, however often this is run."""

    def __init__(self, chain: Chain, deployments: Deployments, screen: Screen) -> None:
        self._chain = chain
        self._deployments = deployments
        self._screen = screen

    def run(self) -> str:
        """Deploy what is missing and return the label's address."""
        self._check_records()
        label = self._deployments.find_contract("Label")
        if label:
            self._screen.say(f"The label is at {label['address']} on {self._chain.network.title} already.")
        wanted = ADDED_LATER if label else CONTRACTS
        for name in wanted:
            self._settle(name)
        missing = [name for name in wanted if not self._deployments.find_contract(name)]
        self._agree(missing)
        for name in missing:
            self._deploy(name)
        if label and missing:
            self._screen.say("Start the backend again before you create a split, so that it follows it.")
        return self._address_of("Label")

    def _check_records(self) -> None:
        """Drop the records of a local chain that was wiped; anywhere else a missing contract is a mistake."""
        for name in CONTRACTS:
            record = self._deployments.find_contract(name)
            if record is None or self._chain.has_code(record["address"]):
                continue
            if not self._chain.network.is_local:
                raise ContractGone(name, record["address"], self._chain.network.title, self._deployments.path)
            self._screen.say("The local chain was wiped since the label was deployed: it is deployed again.")
            self._deployments.forget()
            self._chain.journal.forget()

    def _settle(self, name: str) -> None:
        """Record a contract whose transaction was sent by a run that did not get to record it."""
        if self._deployments.find_contract(name):
            return
        mined = self._chain.settle(_step(name), SHOWN[name])
        if mined and mined.has_failed:
            self._chain.journal.strike(_step(name))
        elif mined:
            self._record(name, mined)

    def _agree(self, missing: list[str]) -> None:
        if not missing:
            return
        quotes = [self._foresee(name) for name in missing]
        most = sum(quote.most_wei for quote in quotes)
        likely = show_cost(sum(quote.likely_wei for quote in quotes))
        self._chain.check_funds(most)
        lines = [f"  {name:<13} {SHOWN[name]}" for name in missing]
        if "Label" in missing:
            lines.append(f"  owner         {self._chain.account.address}")
        lines.append(f"  gas           about {sum(q.gas for q in quotes):,}: {likely}, at most {show_cost(most)}")
        self._screen.say("\n".join((f"To be deployed on {self._chain.network.title}:", *lines)))
        self._screen.ask("Deploy it?")

    def _foresee(self, name: str) -> Quote:
        """Return the likely cost of a contract before the contracts it refers to exist."""
        code = _load(name).contract_type
        creation = len(code.deployment_bytecode.bytecode) // 2
        runtime = len(code.runtime_bytecode.bytecode) // 2
        init_gas = (BYTE_GAS + INIT_WORD_GAS / WORD_BYTES) * creation
        return self._chain.price(int(CREATION_GAS + CONSTRUCTOR_GAS + init_gas + CODE_BYTE_GAS * runtime))

    def _deploy(self, name: str) -> None:
        creation = _load(name).constructor.serialize_transaction(*self._arguments(name))
        request = Request(f"{name} ({SHOWN[name]})", bytes(creation.data))
        mined = self._chain.send(_step(name), request, self._chain.quote(request))
        if mined.has_failed:
            self._chain.journal.strike(_step(name))
            raise TransactionFailed(request.purpose, mined.transaction)
        self._record(name, mined)
        self._screen.say(f"{name} is at {mined.created}.")

    def _record(self, name: str, mined: Mined) -> None:
        record = {
            "address": mined.created,
            "block": mined.block,
            "transaction": mined.transaction,
            "arguments": self._arguments(name),
            "git_commit": _find_commit(),
            "compiler": f"vyper {version('vyper')}",
        }
        self._deployments.record_contract(name, record)
        self._chain.journal.strike(_step(name))

    def _arguments(self, name: str) -> list[Any]:
        if name == "MixDrop":
            return [self._address_of("DropOffice")]
        if name == "Label":
            return [self._address_of("MixDrop"), self._address_of("RoyaltySplit"), self._chain.account.address]
        return []

    def _address_of(self, name: str) -> str:
        record = self._deployments.find_contract(name) or {}
        return str(record["address"])


def _load(name: str) -> ContractContainer:
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


def _step(name: str) -> str:
    return f"deploy {name}"


def _find_commit() -> str | None:
    """Return the commit this label was deployed from, or `None` outside a repository."""
    root = Path(__file__).parent
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return head.stdout.strip() or None
