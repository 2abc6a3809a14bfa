"""A drop that is on chain, as its label decides about it."""

from dataclasses import dataclass
from enum import IntFlag
from typing import Any

from ape.contracts import ContractInstance

from scripts._abis import contract_at
from scripts._catalogue import Catalogue
from scripts._chain import Request
from scripts._refusal import Refusal


class Right(IntFlag):
    """What the label's crew may do: the flag of contracts/interfaces/ILabel.vyi."""

    CREATE = 1
    AIRDROP = 2
    PAUSE = 4


class DropUnknown(Refusal):
    """The label has no drop of this name."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"The label has no drop of “{slug}” on this network: correct the name or --network, or publish it."
        )


class NotTheDropsOwner(Refusal):
    """The account does not decide about the drop."""

    def __init__(self, account: str, slug: str, owner: str) -> None:
        super().__init__(f"{account} does not decide about “{slug}”: run this again with the --account of {owner}.")


class DropClosed(Refusal):
    """Every sale of the drop ended for good."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"“{slug}” is closed, which is final: nothing can change what it sells.")


@dataclass(frozen=True)
class LiveDrop:
    """A drop by its slug; `ask` reads from the chain."""

    slug: str
    contract: ContractInstance
    catalogue: Catalogue

    @property
    def address(self) -> str:
        """Where the drop lives."""
        return str(self.contract.address)

    @property
    def title(self) -> str:
        """How a plan calls the drop."""
        return f"“{self.slug}” ({self.address})"

    def ask(self, function: str, *arguments: object) -> Any:  # noqa: ANN401 - what the contract answers
        """Return the answer of a view function."""
        return getattr(self.contract, function)(*arguments)

    def request(self, purpose: str, function: str, *arguments: object) -> Request:
        """Return a transaction that calls the drop."""
        return Request(purpose, bytes(getattr(self.contract, function).encode_input(*arguments)), self.address)

    def check_owner(self, account: str) -> None:
        """Raise unless `account` decides about the drop."""
        owner = self.ask("owner")
        if account != owner:
            raise NotTheDropsOwner(account, self.slug, owner)

    def check_may(self, account: str, right: Right) -> None:
        """Raise unless `account` decides about the drop, or is crew with a right."""
        if not self.catalogue.may(self.address, account, right):
            raise NotTheDropsOwner(account, self.slug, self.ask("owner"))

    def check_open(self) -> None:
        """Raise when the drop is closed for good."""
        if self.ask("is_closed"):
            raise DropClosed(self.slug)


def open_drop(catalogue: Catalogue, slug: str) -> LiveDrop:
    """Return the drop of a release; raises `DropUnknown` when the label has none."""
    drop = catalogue.find_drop(slug)
    if drop is None:
        raise DropUnknown(slug)
    return LiveDrop(slug, contract_at("MixDrop", drop.address), catalogue)
