"""A split that is on chain: what it was made of, what it holds, what it was asked for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ape.contracts import ContractInstance
from ape.types import ContractLog

from scripts._abis import contract_at
from scripts._catalogue import open_catalogue
from scripts._chain import Request
from scripts._currencies import COIN, ZERO_ADDRESS, Currency
from scripts._deployments import Deployments
from scripts._fields import ADDRESS, read_account
from scripts._live_drop import DropUnknown
from scripts._manifest_refusals import AccountWrong
from scripts._reader import Reader
from scripts._refusal import Refusal
from scripts._split_history import EVENTS, History, read_history
from scripts._split_terms import SplitTerms
from scripts._token import find_token, read_balance, read_token

# What creates the splits of each kind, and by which event.
CREATED = {"RoyaltySplit": "SplitCreated", "ManagedSplit": "ManagedSplitCreated"}


class SplitUnknown(Refusal):
    """No split that this label's code created has the address."""

    def __init__(self, address: str, network: str) -> None:
        super().__init__(
            f"{address} is no split that the contracts recorded for {network} created: "
            "correct the address, --network or --deployments."
        )


class LiveSplit:
    """A split by the slug or address it was asked for with; amounts are in a currency's smallest unit."""

    def __init__(
        self, reader: Reader, name: str, created: ContractLog, kind: str, currencies: Collection[Currency]
    ) -> None:
        self.name = name
        self.is_managed = kind == "ManagedSplit"
        self.contract: ContractInstance = contract_at(kind, created.event_arguments["split"])
        self._reader = reader
        self._created = created
        self._currencies = currencies

    @property
    def address(self) -> str:
        """Where the split lives."""
        return str(self.contract.address)

    @property
    def title(self) -> str:
        """How a plan calls the split."""
        return f"the split {self.address}" if self.name == self.address else f"the split of “{self.name}”"

    @cached_property
    def history(self) -> History:
        """What it paid until now."""
        arguments = self._created.event_arguments
        created = SplitTerms.unpack(arguments["payees"], arguments["tag"])
        blocks = (self._created.block_number, self._reader.find_head())
        return read_history(created, self._reader.list_logs([self.contract], EVENTS, [], blocks))

    @cached_property
    def terms(self) -> SplitTerms:
        """Who gets what now; those of a fixed split are as it was created."""
        if self.is_managed:
            return self.history.terms
        return SplitTerms.unpack(self._created.event_arguments["payees"], self._created.event_arguments["tag"])

    @property
    def subject(self) -> str:
        """The title where a sentence begins."""
        return f"T{self.title[1:]}"

    def ask(self, function: str, *arguments: object) -> Any:  # noqa: ANN401 - what the contract answers
        """Return the answer of a view function."""
        return getattr(self.contract, function)(*arguments)

    def command(self, verb: str, currency: Currency, *options: str) -> str:
        """Return what to type next; a token that the label never allowed is named by its address."""
        token = currency.symbol if currency in self._currencies else currency.address
        named = () if currency.is_coin else ("--currency", token)
        return f"`{' '.join(('ape run royalties', verb, self.name, *named, *options))}`"

    def find_owner(self) -> str | None:
        """Return who may change the payees, or `None` when nobody can."""
        owner = self.ask("owner") if self.is_managed else ZERO_ADDRESS
        return None if owner == ZERO_ADDRESS else str(owner)

    def held(self, currency: Currency) -> int:
        """Return what the split holds."""
        return read_balance(self._reader.provider, currency.address, self.address)

    def owed(self, payee: str, currency: Currency) -> int:
        """Return what a payee may take now."""
        return int(self.ask("owed", payee, currency.address))

    def undivided(self, currency: Currency) -> int:
        """Return what came in and is owed to nobody yet."""
        return self.held(currency) - int(self.ask("total_owed", currency.address))

    def request(self, purpose: str, function: str, *arguments: object) -> Request:
        """Return a transaction that calls the split."""
        return Request(purpose, bytes(getattr(self.contract, function).encode_input(*arguments)), self.address)


@dataclass(frozen=True)
class SplitBook:
    """The splits that a label's contracts created, and what its currencies are called."""

    reader: Reader
    deployments: Deployments

    def open(self, wanted: str) -> LiveSplit:
        """Return the split of a drop, by its slug, or the one at an address; raises when there is none."""
        if ADDRESS.fullmatch(wanted):
            address = read_account("SPLIT", wanted)
            return self._open(address, address, self._list_ranges(None))
        drop = open_catalogue(self.deployments, self.reader).find_drop(wanted)
        if drop is None and wanted.startswith("0x"):
            raise AccountWrong("SPLIT", wanted)
        if drop is None:
            raise DropUnknown(wanted)
        recorded = self.deployments.find_drop(wanted) or {}
        return self._open(wanted, drop.split, self._list_ranges(recorded.get("block")))

    def list_managed(self) -> list[str]:
        """Return where the splits are that somebody owned when they were created, the oldest first."""
        record = self._list_records().get("ManagedSplit")
        if record is None:
            return []
        creator, blocks = contract_at("ManagedSplit", record["address"]), (record["block"], self.reader.find_head())
        logs = self.reader.list_logs([creator], [CREATED["ManagedSplit"]], [], blocks)
        return [str(log.event_arguments["split"]) for log in logs]

    def list_currencies(self, split: LiveSplit) -> list[Currency]:
        """Return the coin, what the label allowed, and whatever else went through a split."""
        known = {currency.address: currency for currency in (COIN, *self.deployments.list_currencies())}
        others = [*split.history.flows, *(split.ask("settled_currencies") if split.is_managed else ())]
        return [*known.values(), *(self._read(address) for address in dict.fromkeys(others) if address not in known)]

    def find_currency(self, wanted: str | None) -> Currency:
        """Return the coin, or a token by its address, or by a symbol that the label or everybody knows."""
        if wanted is None:
            return COIN
        known = {name.lower(): c for c in self.deployments.list_currencies() for name in (c.address, c.symbol)}
        return known.get(wanted.lower()) or self._read(find_token(wanted, self.reader.network))

    def _read(self, address: str) -> Currency:
        return read_token(self.reader.provider, address, self.reader.network)

    def _list_ranges(self, likely: int | None) -> Iterator[tuple[int, int]]:
        """Yield in which blocks to look: first the `likely` one, since a node takes long to look through all."""
        if likely is not None:
            yield likely, likely
        yield min(record["block"] for record in self._list_records().values()), self.reader.find_head()

    def _open(self, name: str, address: str, ranges: Iterator[tuple[int, int]]) -> LiveSplit:
        topic = "0x" + address.removeprefix("0x").lower().rjust(64, "0")
        kinds = {record["address"]: kind for kind, record in self._list_records().items()}
        creators = [contract_at(kind, creator) for creator, kind in kinds.items()]
        for blocks in ranges if creators else ():
            for log in self.reader.list_logs(creators, [*CREATED.values()], [topic], blocks):
                currencies = self.deployments.list_currencies()
                return LiveSplit(self.reader, name, log, kinds[log.contract_address], currencies)
        raise SplitUnknown(address, self.reader.network.title)

    def _list_records(self) -> dict[str, dict[str, Any]]:
        found = {kind: self.deployments.find_contract(kind) for kind in CREATED}
        return {kind: record for kind, record in found.items() if record}
