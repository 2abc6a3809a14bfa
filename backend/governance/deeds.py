"""Prepare what a fan's wallet sends, tried on the node before it is handed out, and follow what was sent."""

from backend.chain.contracts import FAN_TOKEN, GOVERNOR, Contracts
from backend.chain.errors import Reverted
from backend.chain.node import Node
from backend.drops.schemas import TransactionPlace, TransactionProgress
from backend.drops.tracking import TransactionTracker
from backend.governance.amounts import write_fan_tokens, write_votes
from backend.governance.errors import DelegateUnchanged, VotesMissing
from backend.governance.models import Support
from backend.governance.refusals import Attempt, Deed, ProposalAttempt
from backend.governance.rehearsing import DeedRehearsal
from backend.governance.schemas import StandingView
from backend.governance.service import GovernanceService
from backend.governance.states import ProposalState
from backend.governance.wishes import DelegationWish, PreparedStep, VoteWish
from backend.holdings.balances import NOBODY

VOTES = {Support.AGAINST: "votes against", Support.FOR: "votes for", Support.ABSTAIN: "abstains on"}


class DeedService:
    """The use cases of what fans send; it asks the node and holds no key."""

    def __init__(
        self,
        governance: GovernanceService,
        node: Node,
        contracts: Contracts,
        rehearsal: DeedRehearsal,
        tracker: TransactionTracker,
    ) -> None:
        self._governance = governance
        self._node = node
        self._contracts = contracts
        self._rehearsal = rehearsal
        self._tracker = tracker

    async def vote(self, wish: VoteWish) -> PreparedStep:
        """Return the transaction that votes, or raise why it would not count."""
        proposal = await self._governance.get_proposal(wish.proposal)
        ballot = (wish.proposal, wish.support)
        data = (
            self._contracts.encode(GOVERNOR, "castVoteWithReason", *ballot, wish.reason)
            if wish.reason
            else self._contracts.encode(GOVERNOR, "castVote", *ballot)
        )
        governor, _ = self._governance.get_addresses()
        rehearsed = await self._rehearsal.rehearse(governor, data, ProposalAttempt(Deed.VOTE, wish.account, proposal))
        # The governor takes a ballot without votes too, once: it would be spent for nothing.
        weight = int.from_bytes(rehearsed.answer)
        if not weight:
            raise VotesMissing(wish.account, proposal.begins_at)
        return self._rehearsal.hand_out(
            rehearsed, f"This {VOTES[wish.support]} “{proposal.title}” with {write_votes(weight)}."
        )

    async def delegate(self, wish: DelegationWish) -> PreparedStep:
        """Return the transaction that says who votes with an account's fan tokens, or raise why it would not."""
        _, token = self._governance.get_addresses()
        delegate = wish.delegate or NOBODY
        if await self._read_number(token, "delegates", wish.account) == int(delegate, 16):
            raise DelegateUnchanged(wish.delegate)
        balance = await self._read_number(token, "balanceOf", wish.account)
        data = self._contracts.encode(FAN_TOKEN, "delegate", delegate)
        rehearsed = await self._rehearsal.rehearse(token, data, Attempt(Deed.DELEGATE, wish.account))
        return self._rehearsal.hand_out(rehearsed, _tell_delegation(wish, balance))

    async def find_standing(self, proposal_id: int, account: str) -> StandingView:
        """Return what an account voted on a proposal, and with how many votes it can; raises `ProposalMissing`."""
        proposal = await self._governance.get_proposal(proposal_id)
        ballot = await self._governance.find_ballot(proposal_id, account)
        can_vote = proposal.state is ProposalState.ACTIVE
        votes = await self._find_weight(account, proposal.begins_at) if can_vote else None
        return StandingView(account=account, votes=votes, ballot=ballot)

    async def watch(self, transaction_hash: str, place: TransactionPlace | None = None) -> TransactionProgress:
        """Return where a transaction is on its way, and whether what this site tells counts it already."""
        self._governance.get_addresses()
        return await self._tracker.track(transaction_hash, self._governance.counts, place)

    async def _find_weight(self, account: str, snapshot: int) -> int | None:
        """Return how many votes an account had, or `None` while no block is later: clocks may be ahead of the chain."""
        _, token = self._governance.get_addresses()
        try:
            return await self._read_number(token, "getPastVotes", account, snapshot)
        except Reverted:
            return None

    async def _read_number(self, contract: str, function: str, *arguments: object) -> int:
        data = self._contracts.encode(FAN_TOKEN, function, *arguments)
        return int.from_bytes(await self._node.call(contract, data))


def _tell_delegation(wish: DelegationWish, balance: int) -> str:
    tokens = "tokens that come to this wallet" if not balance else f"this wallet's {write_fan_tokens(balance)}"
    if wish.delegate is None:
        return f"Nobody votes with {tokens} from the next second on."
    who = "You vote yourself" if wish.delegate == wish.account else f"{wish.delegate} votes"
    return f"{who} with {tokens} from the next second on, in votes that begin later."
