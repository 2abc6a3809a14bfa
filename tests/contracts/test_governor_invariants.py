"""Whatever people do, only what won, waited and did not expire is executed: both contracts and their twins agree."""

from collections.abc import Callable
from dataclasses import astuple, dataclass

import pytest
from eth_account import Account
from eth_utils import keccak
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of, load, now
from tests.contracts._governance import ABSTAIN, AGAINST, FOR, GRACE, Governor, State
from tests.contracts._governance_actions import LATEST, SETTINGS, SHARES, TREASURY, GovernanceActions

LIFE = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


class GovernanceLife(GovernanceActions):
    """What must hold after each step; each step asks about one proposal, for answers take longer than actions."""

    def __init__(self, stage):
        super().__init__(stage)
        self.steps = 0

    @invariant()
    def every_promise_is_kept(self):
        self._check_votes_of_the_past()
        self._check_what_only_votes_change()
        for motion in self.twin.motions[-LATEST:]:
            self._check_state(motion)
        if self.twin.motions:
            motion = self._choose(self.steps)
            self._check_times(motion)
            self._check_votes(motion)
            self._check_execution(motion)
        self.steps += 1

    def _check_votes_of_the_past(self):
        person, second = self.people[self.steps % len(self.people)], now() - 1
        assert self.governor.getVotes(person, second) == self.token_twin.votes_of(person, second)

    def _check_what_only_votes_change(self):
        assert balance_of(self.governor) == TREASURY - self.twin.paid
        assert self.governor.quorumNumerator() == self.twin.quorum.at(now())
        assert self.governor.executionDelay() == self.twin.execution_delay
        assert self.governor.proposalGuardian() == self.twin.guardian

    def _check_state(self, motion):
        state = self.twin.state(motion, now())
        self.stage.reached.add(state)
        assert self.governor.state(motion.proposal) == state

    def _check_times(self, motion):
        assert self.governor.proposalDeadline(motion.proposal.id) == motion.deadline
        assert self.governor.proposalEta(motion.proposal.id) == motion.eta

    def _check_votes(self, motion):
        counted = self.governor.proposalVotes(motion.proposal.id)
        assert counted == tuple(motion.votes(support) for support in (AGAINST, FOR, ABSTAIN))
        assert sum(counted) <= sum(SHARES) * ETHER
        person = self.people[self.steps % len(self.people)]
        assert self.governor.hasVoted(motion.proposal.id, person) == (person in motion.ballots)

    def _check_execution(self, motion):
        """Say of what was executed, in the contract's own words, that it might be."""
        if self.governor.state(motion.proposal) == State.EXECUTED:
            against, votes_for, _ = self.governor.proposalVotes(motion.proposal.id)
            assert votes_for > against
            deadline, eta = (
                getattr(self.governor, f"proposal{name}")(motion.proposal.id) for name in ("Deadline", "Eta")
            )
            assert deadline < eta <= now()
            assert eta < deadline + GRACE + SETTINGS.execution_delay


@dataclass(frozen=True)
class Stage:
    """Where a life is lived: how to begin it, and who is there."""

    create: Callable
    signers: list
    guardian: str
    stranger: str
    reached: set


@pytest.fixture
def stage(stranger):
    token_deployer, governor_deployer = (load(f"governance/{name}.vy") for name in ("FanToken", "FanGovernor"))
    guardian = Account.from_key(keccak(text="guardian")).address

    def create(shares, rules):
        holders = [(holder, amount, False) for holder, amount in shares]
        token = token_deployer.deploy("Fan", "FAN", holders, (ZERO_ADDRESS, 0, 0, 0), True)
        return token, Governor(governor_deployer.deploy(token.address, "Fans", guardian, astuple(rules)))

    signers = [Account.from_key(keccak(text=f"fan {number}")) for number in range(len(SHARES))]
    return Stage(create, signers, guardian, stranger, reached=set())


def test_life__of_a_governor__keeps_every_promise(stage):
    run_state_machine_as_test(lambda: GovernanceLife(stage), settings=LIFE)

    assert stage.reached == set(State)
