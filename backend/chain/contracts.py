"""The label's contracts: where they are, how to call them, how to read what they say."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from eth_abi.exceptions import DecodingError
from eth_typing import ABIElement, ABIEvent
from eth_utils.abi import event_abi_to_log_topic
from web3 import Web3

from backend.chain.abi import read_values
from backend.chain.currency import TOKEN_INTERFACE, Currency
from backend.chain.errors import DeploymentBroken, DeploymentMissing, InterfaceMissing
from backend.chain.events import ChainEvent, Log
from backend.chain.registry import REGISTRY_INTERFACE
from backend.chain.transfers import read_transfer
from backend.core.errors import HecticError

logger = logging.getLogger(__name__)
INTERFACES = Path(__file__).parents[2] / "metadata" / "abis"
SPLIT_NAMES = ("RoyaltySplit", "ManagedSplit")
GOVERNOR, FAN_TOKEN = "FanGovernor", "FanToken"
CONTRACT_NAMES = ("Label", "MixDrop", *SPLIT_NAMES, GOVERNOR, FAN_TOKEN)


@dataclass(frozen=True)
class Deployed:
    """Where a contract lives, and the block it was created in, if that is known."""

    address: str
    block: int | None = None

    @classmethod
    def find(cls, contracts: Mapping[str, Any], name: str) -> "Deployed | None":
        """Return a contract of the record, or `None` when it was never deployed."""
        if name not in contracts:
            return None
        record = contracts[name]
        return cls(Web3.to_checksum_address(record["address"]), record.get("block"))


@dataclass(frozen=True)
class Deployment:
    """Where a label lives, and the tokens its drops may be priced in; `start_block` is the block it was created in.

    Splits are clones of the `split_codes`, which tell of each they create. A label whose fans decide has a governor and
    a fan token.
    """

    chain_id: int
    label: str
    start_block: int
    currencies: Mapping[str, Currency] = field(default_factory=dict)
    split_codes: frozenset[str] = frozenset()
    governor: Deployed | None = None
    fan_token: Deployed | None = None

    @classmethod
    def load(cls, path: Path) -> "Deployment":
        """Read `metadata/deployments/<network>.json`, which `ape run label deploy` writes."""
        try:
            record = json.loads(path.read_text())
            label = record["contracts"]["Label"]
            address = Web3.to_checksum_address(label["address"])
            tokens = [Currency.read(*token) for token in record.get("currencies", {}).items()]
            currencies = {token.address: token for token in tokens}
            codes = frozenset(_list_split_codes(record["contracts"]))
            fans = [Deployed.find(record["contracts"], name) for name in (GOVERNOR, FAN_TOKEN)]
            return cls(record["chain_id"], address, label["block"], currencies, codes, *fans)
        except FileNotFoundError as error:
            raise DeploymentMissing(path) from error
        except KeyError as error:
            raise DeploymentBroken(path, str(error)) from error
        except (ValueError, TypeError, AttributeError) as error:
            raise DeploymentBroken(path, "valid JSON with valid addresses of the label and its currencies") from error


class Contracts:
    """Writes calls and reads events of the label's contracts."""

    def __init__(
        self,
        deployment: Deployment,
        interfaces: Mapping[str, Sequence[ABIElement]],
        deployment_file: Path | None = None,
    ) -> None:
        self.deployment = deployment
        self._deployment_file = deployment_file
        self._factories = {name: Web3().eth.contract(abi=interface) for name, interface in interfaces.items()}
        self._events = {key: event for interface in interfaces.values() for key, event in _events_of(interface).items()}

    @classmethod
    def load(cls, deployment_file: Path, interface_directory: Path = INTERFACES) -> "Contracts":
        """Read the deployment and the interfaces; raise a sentence with the command that writes what is missing."""
        deployment = Deployment.load(deployment_file)
        return cls(deployment, load_interfaces(interface_directory), deployment_file)

    @property
    def chain_id(self) -> int:
        """The number of the chain the label lives on (EIP-155)."""
        return self.deployment.chain_id

    @property
    def label(self) -> str:
        """The address of the label, in checksum case."""
        return self.deployment.label

    def find_currency(self, address: str) -> Currency | None:
        """Return a token by its checksummed address, or `None`; for one not known yet the record is read again."""
        if address not in self.deployment.currencies and self._deployment_file is not None:
            # A record that is being written now will be whole the next time.
            with suppress(HecticError):
                self.deployment = Deployment.load(self._deployment_file)
        return self.deployment.currencies.get(address)

    def encode(self, contract: str, function: str, *arguments: object) -> str:
        """Return the 0x-hex data of a call."""
        return str(self._factories[contract].encode_abi(function, args=arguments))

    def decode(self, log: Log) -> ChainEvent | None:
        """Return what a log says, or `None` when it is no event of these contracts."""
        return read_transfer(log) or self._decode_by_interface(log)

    def _decode_by_interface(self, log: Log) -> ChainEvent | None:
        event = self._events.get(_key(log.topics))
        if event is None:
            return None
        try:
            arguments = read_values(event, log.topics[1:], log.data)
        except DecodingError:
            logger.warning("log %d of block %s is not a readable %s", log.log_index, log.block_hash, event["name"])
            return None
        return ChainEvent(
            name=event["name"],
            address=log.address,
            arguments=arguments,
            block_number=log.block_number,
            block_hash=log.block_hash,
            transaction_hash=log.transaction_hash,
            log_index=log.log_index,
        )


def _list_split_codes(contracts: Mapping[str, Any]) -> Iterator[str]:
    """Return the codes that were deployed: a label of earlier days has one kind of split."""
    for name in SPLIT_NAMES:
        if name in contracts:
            yield Web3.to_checksum_address(contracts[name]["address"])


def load_interfaces(directory: Path = INTERFACES) -> dict[str, list[ABIElement]]:
    """Return the ABI of every contract by its name."""
    compiled = {name: _load_interface(directory / f"{name}.json") for name in CONTRACT_NAMES}
    return compiled | {"Token": list(TOKEN_INTERFACE), "DelegateRegistry": list(REGISTRY_INTERFACE)}


def _load_interface(path: Path) -> list[ABIElement]:
    try:
        return cast("list[ABIElement]", json.loads(path.read_text()))
    except (FileNotFoundError, ValueError) as error:
        raise InterfaceMissing(path) from error


def _key(topics: Sequence[bytes]) -> tuple[bytes, int]:
    """Tell events apart by signature and number of topics: ERC-20's Transfer and ERC-721's differ only there."""
    return (topics[0] if topics else b"", len(topics))


def _events_of(interface: Sequence[ABIElement]) -> dict[tuple[bytes, int], ABIEvent]:
    events = [entry for entry in interface if entry["type"] == "event"]
    return {
        (event_abi_to_log_topic(event), 1 + sum(entry.get("indexed", False) for entry in event["inputs"])): event
        for event in events
    }
