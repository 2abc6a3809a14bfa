"""What people do with a token and its governor, each time on chain and with the Python twins."""

from contextlib import contextmanager
from itertools import count

import boa
import pytest
from eth_utils import keccak
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.contracts._ballots import sign_ballot
from tests.contracts._chain import ETHER, ZERO_ADDRESS, now
from tests.contracts._governance import FOR, GRACE, Proposal, Settings
from tests.contracts._governance_twin import GovernorTwin, TokenTwin

SETTINGS = Settings(10, 100, 5 * ETHER, 20, 30, 40)
SHARES = (400, 300, 200, 95, 5)
TREASURY = 10**6
PEOPLE = st.integers(0, len(SHARES) - 1)
LATEST = 4
MOTIONS = st.integers(0, LATEST - 1)
EFFECTS = st.sampled_from(
    [("pay", 1), ("updateQuorumNumerator", 0), ("updateQuorumNumerator", 95), ("setExecutionDelay", 5)]
)
AFTER_ETA = st.sampled_from([None, -1, 0, GRACE - 1, GRACE])
SECONDS = st.sampled_from([1, 9, 10, 11, 29, 30, 31, 40, 69, 70, 71, 100, 101, GRACE - 101, GRACE - 1, GRACE])


@contextmanager
def refused_with(error):
    """Expect a revert with a custom error, whatever it says, or none when it is None."""
    if error is None:
        yield
        return
    with pytest.raises(boa.BoaError) as refusal:
        yield
    assert refusal.value.call_trace.output[:4] == keccak(text=error)[:4]


class GovernanceActions(RuleBasedStateMachine):
    """What can be done with a token and its governor."""

    def __init__(self, stage):
        super().__init__()
        self.stage, self.signers = stage, stage.signers
        self.people = [signer.address for signer in stage.signers]
        shares = list(zip(self.people, (share * ETHER for share in SHARES), strict=True))
        self.token, self.governor = stage.create(shares, SETTINGS)
        self.numbers = count()
        self.token_twin = TokenTwin(now(), shares)
        self.twin = GovernorTwin(now(), self.token_twin, SETTINGS, stage.guardian)
        boa.env.set_balance(self.governor.address, TREASURY)
        boa.env.time_travel(seconds=1)

    @rule(seconds=SECONDS)
    def wait(self, seconds):
        boa.env.time_travel(seconds=seconds)

    @rule(giver=PEOPLE, taker=PEOPLE, parts=st.integers(0, 4))
    def transfer(self, giver, taker, parts):
        sender, recipient = self.people[giver], self.people[taker]
        amount = self.token_twin.balances[sender] * parts // 4
        self.token.transfer(recipient, amount, sender=sender)
        self.token_twin.transfer(now(), sender, recipient, amount)

    @rule(holder=PEOPLE, delegate=PEOPLE | st.none())
    def delegate(self, holder, delegate):
        holder, delegate = self.people[holder], None if delegate is None else self.people[delegate]
        self.token.delegate(delegate or ZERO_ADDRESS, sender=holder)
        self.token_twin.delegate(now(), holder, delegate)

    @rule(person=PEOPLE, effect=EFFECTS)
    def propose(self, person, effect):
        self._propose(self._plan(effect), effect, self.people[person])

    @rule(person=PEOPLE, successor=PEOPLE)
    def propose_guardian(self, person, successor):
        effect = "setProposalGuardian", self.people[successor]
        self._propose(self._plan(effect), effect, self.people[person])

    @precondition(lambda self: self.twin.motions)
    @rule(person=PEOPLE, choice=MOTIONS)
    def propose_again(self, person, choice):
        motion = self._choose(choice)
        self._propose(motion.proposal, motion.effect, self.people[person])

    @precondition(lambda self: self.twin.motions)
    @rule(person=PEOPLE, choice=MOTIONS, support=st.integers(0, 2))
    def vote(self, person, choice, support):
        motion, voter = self._choose(choice), self.people[person]
        with self._voting(motion, voter, support):
            self.governor.castVote(motion.proposal.id, support, sender=voter)

    @precondition(lambda self: self.twin.motions)
    @rule(person=PEOPLE, choice=MOTIONS, support=st.integers(0, 2))
    def vote_by_signature(self, person, choice, support):
        motion, voter = self._choose(choice), self.people[person]
        ballot = sign_ballot(self.governor, motion.proposal.id, support, self.signers[person])
        with self._voting(motion, voter, support):
            self.governor.castVoteBySig(motion.proposal.id, support, voter, ballot, sender=self.stage.stranger)

    @precondition(lambda self: self.twin.motions)
    @rule(choice=MOTIONS)
    def queue(self, choice):
        motion = self._choose(choice)
        error = self.twin.refuse_queue(motion, now())
        with refused_with(error):
            self.governor.queue(motion.proposal, sender=self.stage.stranger)
        if error is None:
            self.twin.queue(motion, now())

    @precondition(lambda self: self.twin.motions)
    @rule(choice=MOTIONS)
    def execute(self, choice):
        motion = self._choose(choice)
        error = self.twin.refuse_execution(motion, now())
        with refused_with(error):
            self.governor.execute(motion.proposal, sender=self.stage.stranger)
        if error is None:
            self.twin.execute(motion, now())

    @precondition(lambda self: self.twin.motions)
    @rule(choice=MOTIONS, person=PEOPLE | st.none())
    def cancel(self, choice, person):
        motion = self._choose(choice)
        account = self.twin.guardian if person is None else self.people[person]
        error = self.twin.refuse_cancel(motion, account, now())
        with refused_with(error):
            self.governor.cancel(motion.proposal, account)
        motion.is_canceled |= error is None

    @rule(effect=EFFECTS, after_deadline=st.sampled_from([1, GRACE - 1, GRACE]), after_eta=AFTER_ETA)
    def carry_through(self, effect, after_deadline, after_eta):
        """Let everyone vote for something, and do what is due: by chance alone hardly anything would be executed."""
        made = len(self.twin.motions)
        self._propose(self._plan(effect), effect, self.people[0])
        if len(self.twin.motions) == made:
            return
        motion = self.twin.motions[-1]
        self._wait_until(motion.snapshot + 1)
        for person in range(len(self.people)):
            self.vote(person, 0, FOR)
        self._wait_until(motion.deadline + after_deadline)
        if after_eta is not None:
            self.queue(0)
            self._wait_until(motion.eta + after_eta)
            self.execute(0)

    def _wait_until(self, second):
        boa.env.time_travel(seconds=max(0, second - now()))

    def _choose(self, choice):
        return self.twin.motions[-1 - choice % len(self.twin.motions)]

    def _plan(self, effect):
        name, value = effect
        description = f"motion {next(self.numbers)}"
        if name == "pay":
            return Proposal([self.stage.stranger], [b""], [value], description)
        return self.governor.plan(name, value, description=description)

    def _propose(self, proposal, effect, proposer):
        error = self.twin.refuse_proposal(proposal, proposer, now())
        with refused_with(error):
            self.governor.propose(proposal, proposer)
        if error is None:
            self.twin.propose(proposal, effect, proposer, now())

    @contextmanager
    def _voting(self, motion, voter, support):
        error = self.twin.refuse_vote(motion, voter, now())
        with refused_with(error):
            yield
        if error is None:
            self.twin.vote(motion, voter, support, now())
