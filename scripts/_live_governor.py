"""A governor that is on chain, and the fan token that votes in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from ape.contracts import ContractInstance
from eth_abi.abi import encode
from eth_utils.crypto import keccak

from scripts._abis import contract_at
from scripts._chain import Chain, Request
from scripts._currencies import ZERO_ADDRESS, Currency
from scripts._deployments import FAN_TOKEN, GOVERNOR, Deployments
from scripts._reader import Reader
from scripts._refusal import Refusal


class Standing(IntEnum):
    """Where a proposal stands, by the governor's own numbers."""

    PENDING = 0
    ACTIVE = 1
    CANCELED = 2
    DEFEATED = 3
    SUCCEEDED = 4
    QUEUED = 5
    EXPIRED = 6
    EXECUTED = 7


class GovernorMissing(Refusal):
    """The label's fans have nothing to decide in."""

    def __init__(self, network: str) -> None:
        super().__init__(
            f"There is no governor on {network}: run `ape run governance deploy` with the same --network first."
        )


class GovernorGone(Refusal):
    """The record names a governor that the chain does not know."""

    def __init__(self, address: str, network: str) -> None:
        super().__init__(
            f"The record says the governor is at {address}, but nothing is there on {network}: "
            "correct --network or --deployments."
        )


@dataclass(frozen=True)
class LiveGovernor:
    """What the governor and its token answer, and what they are asked to do."""

    contract: ContractInstance
    token: ContractInstance
    currency: Currency

    @property
    def address(self) -> str:
        """Where the governor, and its treasury, is."""
        return str(self.contract.address)

    def ask(self, function: str, *arguments: object) -> Any:  # noqa: ANN401 - what the contract answers
        """Return the answer of a view function of the governor."""
        return getattr(self.contract, function)(*arguments)

    def request(self, purpose: str, function: str, *arguments: object) -> Request:
        """Return a transaction that calls the governor."""
        return Request(purpose, bytes(getattr(self.contract, function).encode_input(*arguments)), self.address)

    def request_delegation(self, delegate: str) -> Request:
        """Return the transaction that says who votes with the account's tokens."""
        # Ape means something else by the `delegate` of a contract (EIP-7702).
        data = keccak(text="delegate(address)")[:4] + encode(["address"], [delegate])
        return Request("the delegation", data, str(self.token.address))

    def request_release(self) -> Request:
        """Return the transaction that gives an account what it can have by now of its vesting share."""
        return Request("the release", bytes(self.token.release.encode_input()), str(self.token.address))

    def find_standing(self, proposal: int) -> Standing:
        """Return where a proposal stands as of the newest block."""
        return Standing(self.ask("state", proposal))

    def count_votes(self, account: str, proposal: int) -> int:
        """Return how many votes an account has on a proposal; none before its vote begins."""
        if self.find_standing(proposal) is Standing.PENDING:
            return 0
        return int(self.ask("getVotes", account, self.ask("proposalSnapshot", proposal)))

    def name_proposal(self, actions: Sequence[tuple[str, int, bytes]], description_hash: bytes) -> int:
        """Return the id that these actions and this description have."""
        targets, values, calls = ([action[part] for action in actions] for part in range(3))
        return int(self.ask("hashProposal", targets, values, calls, description_hash))

    def find_time(self) -> int:
        """Return the time of the newest block."""
        return int(self.ask("clock"))

    def find_guardian(self) -> str | None:
        """Return who can cancel proposals, or `None`."""
        guardian = str(self.ask("proposalGuardian"))
        return None if guardian == ZERO_ADDRESS else guardian


def open_governor(deployments: Deployments, chain: Chain | Reader) -> LiveGovernor:
    """Return the governor recorded for a network; raises `GovernorMissing` or `GovernorGone`."""
    records = [deployments.find_contract(name) for name in (GOVERNOR, FAN_TOKEN)]
    addresses = [record["address"] for record in records if record]
    if len(addresses) < len(records):
        raise GovernorMissing(chain.network.title)
    if not all(chain.has_code(address) for address in addresses):
        raise GovernorGone(addresses[0], chain.network.title)
    governor, token = (
        contract_at(name, address) for name, address in zip((GOVERNOR, FAN_TOKEN), addresses, strict=True)
    )
    return LiveGovernor(governor, token, Currency(addresses[1], token.symbol(), token.decimals()))
