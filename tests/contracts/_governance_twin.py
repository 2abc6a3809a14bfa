"""What a fan token's governor should do, in Python: it knows every vote by name, and the whole past."""

from bisect import bisect_right
from dataclasses import dataclass, field

from tests.contracts._governance import ABSTAIN, AGAINST, FOR, GRACE, Proposal, State

IN_WRONG_STATE = "GovernorUnexpectedProposalState(uint256,uint8,bytes32)"


class Past:
    """What something was at every second."""

    def __init__(self, second, value):
        self._seconds, self._values = [second], [value]

    def set(self, second, value):
        self._seconds.append(second)
        self._values.append(value)

    def at(self, second):
        """Return what it was at the end of a second."""
        return self._values[bisect_right(self._seconds, second) - 1]


class TokenTwin:
    """Who holds how much, and who votes with it."""

    def __init__(self, second, shares):
        self.balances = dict(shares)
        self.delegates = {holder: holder for holder in self.balances}
        self._past = Past(second, self._count())

    def transfer(self, second, sender, recipient, amount):
        self.balances[sender] -= amount
        self.balances[recipient] += amount
        self._past.set(second, self._count())

    def delegate(self, second, holder, delegate):
        """Give votes to someone, or to nobody."""
        self.delegates[holder] = delegate
        self._past.set(second, self._count())

    def votes_of(self, account, second):
        return self._past.at(second).get(account, 0)

    def _count(self):
        votes = dict.fromkeys(self.balances, 0)
        for holder, delegate in self.delegates.items():
            if delegate is not None:
                votes[delegate] += self.balances[holder]
        return votes


@dataclass
class Motion:
    """A proposal that was made, and every ballot."""

    proposal: Proposal
    effect: tuple
    proposer: str
    snapshot: int
    deadline: int
    ballots: dict = field(default_factory=dict)
    is_extended: bool = False
    eta: int = 0
    is_canceled: bool = False
    is_executed: bool = False

    def votes(self, *supports):
        return sum(weight for support, weight in self.ballots.values() if support in supports)


class GovernorTwin:
    """The rules of a vote, and what came of each."""

    def __init__(self, second, token, settings, guardian):
        self.token, self.settings, self.guardian = token, settings, guardian
        self.supply = sum(token.balances.values())
        self.quorum = Past(second, settings.quorum_numerator)
        self.execution_delay = settings.execution_delay
        self.paid = 0
        self.motions = []

    def state(self, motion, now):
        if motion.is_executed:
            return State.EXECUTED
        if motion.is_canceled:
            return State.CANCELED
        if now <= motion.deadline:
            return State.ACTIVE if now > motion.snapshot else State.PENDING
        if not self._has_won(motion):
            return State.DEFEATED
        if now - (motion.eta or motion.deadline) >= GRACE:
            return State.EXPIRED
        return State.QUEUED if motion.eta else State.SUCCEEDED

    def refuse_proposal(self, proposal, proposer, now):
        if self.token.votes_of(proposer, now - 1) < self.settings.proposal_threshold:
            return "GovernorInsufficientProposerVotes(address,uint256,uint256)"
        return IN_WRONG_STATE if any(motion.proposal == proposal for motion in self.motions) else None

    def propose(self, proposal, effect, proposer, now):
        snapshot = now + self.settings.voting_delay
        self.motions.append(Motion(proposal, effect, proposer, snapshot, snapshot + self.settings.voting_period))

    def refuse_vote(self, motion, voter, now):
        if self.state(motion, now) != State.ACTIVE:
            return IN_WRONG_STATE
        return "GovernorAlreadyCastVote(address)" if voter in motion.ballots else None

    def vote(self, motion, voter, support, now):
        needed, before = self._quorum(motion), motion.votes(FOR, ABSTAIN)
        motion.ballots[voter] = support, self.token.votes_of(voter, motion.snapshot)
        extended = now + self.settings.late_extension
        if before < needed <= motion.votes(FOR, ABSTAIN) and extended > motion.deadline and not motion.is_extended:
            motion.is_extended, motion.deadline = True, extended

    def refuse_queue(self, motion, now):
        return None if self.state(motion, now) == State.SUCCEEDED else IN_WRONG_STATE

    def queue(self, motion, now):
        motion.eta = now + self.execution_delay

    def refuse_execution(self, motion, now):
        if self.state(motion, now) != State.QUEUED:
            return IN_WRONG_STATE
        return "GovernorUnmetDelay(uint256,uint256)" if now < motion.eta else None

    def execute(self, motion, now):
        motion.is_executed = True
        name, value = motion.effect
        if name == "pay":
            self.paid += value
        elif name == "updateQuorumNumerator":
            self.quorum.set(now, value)
        elif name == "setExecutionDelay":
            self.execution_delay = value
        else:
            self.guardian = value

    def refuse_cancel(self, motion, account, now):
        state = self.state(motion, now)
        by_proposer = account == motion.proposer and state == State.PENDING
        by_guardian = account == self.guardian and motion.effect[0] != "setProposalGuardian"
        if not by_proposer and not by_guardian:
            return "GovernorUnableToCancel(uint256,address)"
        return IN_WRONG_STATE if state in (State.CANCELED, State.EXPIRED, State.EXECUTED) else None

    def _has_won(self, motion):
        reached = motion.votes(FOR, ABSTAIN) >= self._quorum(motion)
        return reached and motion.votes(FOR) > motion.votes(AGAINST)

    def _quorum(self, motion):
        return self.supply * self.quorum.at(motion.snapshot) // 100
