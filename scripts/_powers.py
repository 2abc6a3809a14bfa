"""What can be handed to the fans, and what it means: the label, and splits whose payees an owner can change."""

from dataclasses import dataclass

from ape.contracts import ContractInstance
from ape.exceptions import ContractLogicError, DecodingError

from scripts._abis import contract_at
from scripts._chain import Request
from scripts._currencies import ZERO_ADDRESS
from scripts._deployments import Deployments
from scripts._fields import ADDRESS, read_account
from scripts._live_split import SplitBook
from scripts._reader import Reader
from scripts._refusal import Refusal

LABEL = "label"
LABEL_MEANING = (
    "by vote the fans then name the crew, allow tokens, add phases, give editions away, pause, shrink and close sales,",
    "describe the label, and hand it or a drop to others; each takes as long as a vote does",
    "a new drop is more than a proposal holds: the crew creates drops, so name it before by `ape run label crew`",
    "whoever owned it decides none of that any more, and gets it back by a vote only",
)
SPLIT_MEANING = (
    "by vote the fans then decide who is paid what share of what comes in later, and who decides it after them",
    "what came in before is divided as it was promised",
    "whoever owned it decides none of that any more, and gets it back by a vote only",
)


class PowerUnknown(Refusal):
    """That is nothing that could be handed over."""

    def __init__(self, wanted: str, network: str) -> None:
        super().__init__(
            f"{wanted} has no owner who could hand it over on {network}: give `label`, or the address of a contract "
            "whose owner can, such as a managed split."
        )


@dataclass(frozen=True)
class Power:
    """A contract with an owner who hands it over in two steps, and what that means."""

    name: str
    title: str
    contract: ContractInstance
    meaning: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where it lives."""
        return str(self.contract.address)

    def find_owner(self) -> str | None:
        """Return who owns it, or `None` for nobody."""
        owner = str(self.contract.owner())
        return None if owner == ZERO_ADDRESS else owner

    def is_offered_to(self, account: str) -> bool:
        """Tell whether an account was asked to own it."""
        return bool(self.contract.pending_owner() == account)

    def request_offer(self, owner: str) -> Request:
        """Return the transaction that offers it to somebody."""
        data = bytes(self.contract.transfer_ownership.encode_input(owner))
        return Request(f"the offer of {self.title}", data, self.address)


@dataclass(frozen=True)
class PowerBook:
    """The powers that a label's records know of, or that somebody knows the address of."""

    deployments: Deployments
    reader: Reader

    def find(self, wanted: str) -> Power:
        """Return the label, or the contract at an address; raises `PowerUnknown` when nobody could hand it over."""
        label = self.deployments.find_contract("Label")
        if label and wanted in (LABEL, label["address"]):
            return Power(LABEL, "the label", contract_at("Label", label["address"]), LABEL_MEANING)
        if not ADDRESS.fullmatch(wanted):
            raise PowerUnknown(wanted, self.reader.network.title)
        address = read_account("CONTRACT", wanted)
        if address in self._list_splits():
            return self._open_split(address)
        contract = contract_at("ManagedSplit", address)  # of which only what has to do with its owner is asked
        if not (self.reader.has_code(address) and _is_handed_over(contract)):
            raise PowerUnknown(wanted, self.reader.network.title)
        return Power(address, f"the contract {address}", contract)

    def list_owned(self, account: str) -> list[Power]:
        """Return what the account could hand over: the label, and managed splits."""
        powers = [self.find(LABEL), *map(self._open_split, self._list_splits())]
        return [power for power in powers if power.find_owner() == account]

    def _open_split(self, address: str) -> Power:
        return Power(address, f"the split {address}", contract_at("ManagedSplit", address), SPLIT_MEANING)

    def _list_splits(self) -> list[str]:
        return SplitBook(self.reader, self.deployments).list_managed()


def _is_handed_over(contract: ContractInstance) -> bool:
    """Tell whether a contract has an owner who hands it over in two steps."""
    try:
        contract.pending_owner()
    except (ContractLogicError, DecodingError):
        return False
    return True
