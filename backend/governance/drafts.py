"""Write down what people wish for as a governor's proposal. Pure: values in, values out."""

from collections.abc import Sequence

from eth_abi.abi import encode

from backend.chain.contracts import GOVERNOR, Contracts
from backend.core.keccak import keccak
from backend.governance.models import Action, SettingName
from backend.governance.wishes import (
    ActionWish,
    CallWish,
    HandOverWish,
    PaymentWish,
    SettingWish,
    SignalWish,
    TakeOverWish,
)

NOTHING = "0x"
OWNED = "Label"  # whoever owns a contract with a two-step owner hands it over in the same words
SETTERS = {
    SettingName.VOTING_DELAY: "setVotingDelay",
    SettingName.VOTING_PERIOD: "setVotingPeriod",
    SettingName.PROPOSAL_THRESHOLD: "setProposalThreshold",
    SettingName.QUORUM_NUMERATOR: "updateQuorumNumerator",
    SettingName.LATE_EXTENSION: "setLateQuorumVoteExtension",
    SettingName.EXECUTION_DELAY: "setExecutionDelay",
    SettingName.GUARDIAN: "setProposalGuardian",
}


class ActionWriter:
    """Writes actions of a governor."""

    def __init__(self, contracts: Contracts, governor: str) -> None:
        self._contracts = contracts
        self._governor = governor

    def write(self, wish: ActionWish) -> Action:
        """Return whom to call, the coin to send along in wei, and the call."""
        match wish:
            case PaymentWish():
                return self._pay(wish)
            case SettingWish():
                return self._call(self._governor, GOVERNOR, SETTERS[wish.name], wish.value)
            case HandOverWish():
                return self._call(wish.contract, OWNED, "transfer_ownership", wish.to)
            case TakeOverWish():
                return self._call(wish.contract, OWNED, "accept_ownership")
            case SignalWish():
                return self._governor, "0", NOTHING
            case CallWish():
                return wish.target, str(wish.value_wei), wish.calldata.lower()

    def _pay(self, wish: PaymentWish) -> Action:
        if wish.currency is None:
            return wish.to, str(wish.amount), NOTHING
        return self._call(wish.currency, "Token", "transfer", wish.to, wish.amount)

    def _call(self, target: str, interface: str, function: str, *arguments: object) -> Action:
        return target, "0", self._contracts.encode(interface, function, *arguments)


def write_description(title: str, text: str, only_proposer: str | None = None) -> str:
    """Return what a proposal is for, as pages of governors read it; it can name who alone may propose it."""
    suffix = f"#proposer={only_proposer}" if only_proposer else ""
    return "\n\n".join(part for part in (f"# {title}", text, suffix) if part)


def hash_description(description: str) -> bytes:
    """Return what a proposal's id knows of its description."""
    return keccak(description.encode())


def list_columns(actions: Sequence[Action]) -> tuple[list[str], list[int], list[bytes]]:
    """Return actions as the governor takes them: targets, values and calls."""
    targets = [target for target, _, _ in actions]
    values = [int(value) for _, value, _ in actions]
    return targets, values, [bytes.fromhex(call[2:]) for _, _, call in actions]


def compute_proposal_id(actions: Sequence[Action], description_hash: bytes) -> int:
    """Return the id of a proposal (OpenZeppelin's `hashProposal`)."""
    types = ["address[]", "uint256[]", "bytes[]", "bytes32"]
    return int.from_bytes(keccak(encode(types, [*list_columns(actions), description_hash])))
