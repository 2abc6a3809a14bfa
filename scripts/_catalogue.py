"""The label on chain: who owns it, which drops it has, how one more is created."""

from dataclasses import dataclass

from ape.contracts import ContractInstance
from eth_utils.crypto import keccak

from scripts._abis import contract_at
from scripts._chain import Chain, Request
from scripts._currencies import ZERO_ADDRESS, Currency
from scripts._deployments import Deployments
from scripts._drop_structs import Roots, Struct, list_phases, pack_options, pack_terms
from scripts._manifest import Manifest
from scripts._payees import pack_payees
from scripts._reader import Reader
from scripts._refusal import Refusal

MAY_CREATE = 1  # of contracts/interfaces/ILabel.vyi's rights


class LabelMissing(Refusal):
    """No label is recorded for this network."""

    def __init__(self, network: str) -> None:
        super().__init__(f"There is no label on {network}: run `ape run label deploy` with the same --network first.")


class LabelGone(Refusal):
    """The record names a label that the chain does not know."""

    def __init__(self, address: str, network: str) -> None:
        super().__init__(
            f"The record says the label is at {address}, but nothing is there on {network}: "
            "correct --network, or run `ape run label deploy` again."
        )


class NotTheOwner(Refusal):
    """The account does not own the label."""

    def __init__(self, account: str, owner: str) -> None:
        super().__init__(f"{account} does not own this label: run this again with the --account of {owner}.")


class CurrencyNotAllowed(Refusal):
    """The label allowed the token once and no longer does."""

    def __init__(self, currency: Currency) -> None:
        super().__init__(
            f"currency {currency.symbol} ({currency.address}) is not allowed by the label any more: "
            f"run `ape run label allow {currency.address}` first."
        )


class DropMissing(Refusal):
    """The label lists no drop where one was just created: the block it was in is gone."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"The drop of “{slug}” is not on chain any more: run this again.")


@dataclass(frozen=True)
class Drop:
    """A drop and its split, by address."""

    address: str
    split: str


class Catalogue:
    """A label, as its owner uses it."""

    def __init__(self, label: ContractInstance) -> None:
        self._label = label

    @property
    def address(self) -> str:
        """Where the label lives."""
        return str(self._label.address)

    def check_may_create(self, account: str) -> None:
        """Raise `NotTheOwner` unless `account` owns the label or is crew that creates its drops."""
        if not self.rights_of(account) & MAY_CREATE:
            self.check_owner(account)

    def check_owner(self, account: str) -> None:
        """Raise `NotTheOwner` unless `account` owns the label."""
        owner = self._label.owner()
        if owner != account:
            raise NotTheOwner(account, owner)

    def check_currency(self, currency: Currency | None) -> None:
        """Raise `CurrencyNotAllowed` unless the label lets drops be priced in it."""
        if currency and not self.is_currency(currency.address):
            raise CurrencyNotAllowed(currency)

    def is_currency(self, address: str) -> bool:
        """Tell whether the label lets new drops be priced in a token."""
        return bool(self._label.is_currency(address))

    def rights_of(self, account: str) -> int:
        """Return what an account of the crew may do, a sum of `Right`s."""
        return int(self._label.rights_of(account))

    def metadata_uri(self) -> str:
        """Return where the label's own metadata is, empty before it was described."""
        return str(self._label.contractURI())

    def may(self, drop: str, account: str, right: int) -> bool:
        """Tell whether an account may act for a drop: its owner, or crew with the right."""
        return bool(self._label.may(drop, account, right))

    def request(self, purpose: str, function: str, *arguments: object) -> Request:
        """Return a transaction that calls the label."""
        return Request(purpose, bytes(getattr(self._label, function).encode_input(*arguments)), self.address)

    def request_phase(self, slug: str, name: str, phase: Struct) -> Request:
        """Return the transaction that adds a phase, an IMixDrop.Phase, to the drop of a release."""
        return self.request(f"the phase “{name}”", "add_phase", release_key(slug), phase)

    def find_drop(self, slug: str) -> Drop | None:
        """Return the drop of a release, or `None` while it has none."""
        address = self._label.drop_of(release_key(slug))
        return None if address == ZERO_ADDRESS else Drop(address, contract_at("MixDrop", address).split())

    def get_drop(self, slug: str) -> Drop:
        """Return the drop of a release; raises `DropMissing` when it has none."""
        drop = self.find_drop(slug)
        if drop is None:
            raise DropMissing(slug)
        return drop

    def request_drop(self, manifest: Manifest, metadata_digest: str, roots: Roots) -> Request:
        """Return the one transaction that creates the drop of a release and its split."""
        return self.request(
            f"the drop of “{manifest.slug}”",
            "create_drop",
            release_key(manifest.slug),
            pack_terms(manifest, bytes.fromhex(metadata_digest.removeprefix("0x"))),
            pack_payees(manifest.payees),
            pack_options(manifest),
            list_phases(manifest.phases, roots),
        )


def open_catalogue(deployments: Deployments, chain: Chain | Reader) -> Catalogue:
    """Return the label recorded for a network; raises `LabelMissing` or `LabelGone`."""
    record = deployments.find_contract("Label")
    if record is None:
        raise LabelMissing(chain.network.title)
    if not chain.has_code(record["address"]):
        raise LabelGone(record["address"], chain.network.title)
    return Catalogue(contract_at("Label", record["address"]))


def release_key(slug: str) -> bytes:
    """Return a release's name on chain: keccak256 of the slug's UTF-8 bytes."""
    return keccak(text=slug)
