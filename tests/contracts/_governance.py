"""Proposals and the governor that decides about them, as whoever uses one meets them."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum

import boa
import pytest
from eth_abi import encode
from eth_utils import keccak

from tests.contracts._chain import DAY, ETHER

DELAY, PERIOD, EXTENSION, EXECUTION_DELAY = DAY, 5 * DAY, DAY, 2 * DAY
GRACE = 14 * DAY
QUORUM = 10
THRESHOLD = 100 * ETHER
AGAINST, FOR, ABSTAIN = range(3)


class State(IntEnum):
    PENDING = 0
    ACTIVE = 1
    CANCELED = 2
    DEFEATED = 3
    SUCCEEDED = 4
    QUEUED = 5
    EXPIRED = 6
    EXECUTED = 7


@dataclass(frozen=True)
class Settings:
    """The rules of a governor, in the order of the contract's struct."""

    voting_delay: int = DELAY
    voting_period: int = PERIOD
    proposal_threshold: int = THRESHOLD
    quorum_numerator: int = QUORUM
    late_extension: int = EXTENSION
    execution_delay: int = EXECUTION_DELAY


@dataclass(frozen=True)
class Proposal:
    """What a governor is asked to do."""

    targets: list
    calls: list
    amounts: list = field(default_factory=lambda: [0])
    description: str = "what it is for"

    @property
    def actions(self):
        return self.targets, self.amounts, self.calls

    @property
    def named(self):
        """Return what names the proposal once it is made."""
        return *self.actions, keccak(text=self.description)

    @property
    def id(self):
        return int.from_bytes(keccak(encode(["address[]", "uint256[]", "bytes[]", "bytes32"], self.named)))


class Governor:
    """A governor, asked in whole proposals."""

    def __init__(self, contract):
        self._contract = contract
        self.address = contract.address

    def __getattr__(self, name):
        return getattr(self._contract, name)

    def plan(self, name, *arguments, description="a change"):
        """Return the proposal that the governor calls itself."""
        call = getattr(self._contract, name).prepare_calldata(*arguments)
        return Proposal([self.address], [call], description=description)

    def propose(self, proposal, sender):
        return self._contract.propose(*proposal.actions, proposal.description, sender=sender)

    @staticmethod
    def propose_unbounded(proposal):
        """Return the data of a call to propose, whatever the contract has room for."""
        types = ["address[]", "uint256[]", "bytes[]", "string"]
        return keccak(text=f"propose({','.join(types)})")[:4] + encode(types, [*proposal.actions, proposal.description])

    def queue(self, proposal, **options):
        return self._contract.queue(*proposal.named, **options)

    def execute(self, proposal, **options):
        return self._contract.execute(*proposal.named, **options)

    def cancel(self, proposal, sender):
        return self._contract.cancel(*proposal.named, sender=sender)

    def state(self, proposal):
        return State(self._contract.state(proposal.id))

    def open(self, proposal, sender):
        """Propose, and wait until people can vote."""
        self.propose(proposal, sender)
        wait_until(self.proposalSnapshot(proposal.id) + 1)

    def win(self, proposal, *voters):
        """Propose, have everyone vote for it, and wait until the vote is over."""
        self.open(proposal, voters[0])
        for voter in voters:
            self.castVote(proposal.id, FOR, sender=voter)
        wait_until(self.proposalDeadline(proposal.id) + 1)

    def win_and_wait(self, proposal, *voters):
        """Win, queue, and wait until it may be executed."""
        self.win(proposal, *voters)
        self.queue(proposal)
        wait_until(self.proposalEta(proposal.id))

    def carry_out(self, proposal, *voters):
        """Win and execute."""
        self.win_and_wait(proposal, *voters)
        self.execute(proposal)

    def list_logs(self, name):
        """Return what the last call logged under a name."""
        return [log for log in self._contract.get_logs() if type(log).__name__ == name]


def wait_until(second):
    """Let the next transaction be at a time, unless that is over."""
    boa.env.timestamp = max(boa.env.timestamp, second)


def encode_refusal(error, *values):
    """Return what a contract reverts with; `error` is its signature."""
    types = error[error.index("(") + 1 : -1]
    return keccak(text=error)[:4] + encode(types.split(",") if types else [], values)


@contextmanager
def refused_as(error, *values):
    """Expect a revert with a custom error."""
    with pytest.raises(boa.BoaError) as refusal:
        yield
    assert refusal.value.call_trace.output == encode_refusal(error, *values)


def refused_in_state(proposal, current, *expected):
    """Expect a revert because a proposal stands elsewhere."""
    states = sum(1 << state for state in expected).to_bytes(32)
    return refused_as("GovernorUnexpectedProposalState(uint256,uint8,bytes32)", proposal.id, current, states)
