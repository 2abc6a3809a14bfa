"""Check votes that cost their voter nothing: first what is wanted, then what was signed."""

from backend.chain.contracts import GOVERNOR, Contracts
from backend.chain.errors import Reverted
from backend.chain.node import Node
from backend.core.clock import Clock
from backend.governance.errors import VotesMissing
from backend.governance.refusals import Deed, ProposalAttempt, explain_refusal
from backend.governance.service import GovernanceService
from backend.governance.wishes import VoteWish
from backend.relay.admission import LEAST_GAS
from backend.relay.calls import find_contract
from backend.relay.errors import SignatureUsed
from backend.relay.facts import Facts
from backend.relay.models import Relay, RelayKind
from backend.relay.rehearsal import RelayRehearsal
from backend.relay.schemas import RelayDraft, SignedBallot


class BallotCheck:
    """Raises the sentence of why a vote would not count."""

    def __init__(
        self, governance: GovernanceService, rehearsal: RelayRehearsal, node: Node, contracts: Contracts, clock: Clock
    ) -> None:
        self._governance = governance
        self._rehearsal = rehearsal
        self._node = node
        self._contracts = contracts
        self._clock = clock
        self._facts = Facts(node, contracts)

    async def draft(self, wish: VoteWish) -> RelayDraft:
        """Return the vote to sign, once it is known to count."""
        relay = self._note(wish)
        await self._rehearsal.admit(relay)
        attempt = await self._describe(wish)
        data = self._contracts.encode(GOVERNOR, "castVote", wish.proposal, wish.support)
        call = {"from": wish.account, "to": find_contract(relay.kind, self._contracts), "data": data}
        try:
            answer = await self._node.simulate(call)
        except Reverted as error:
            raise explain_refusal(error, attempt) from error
        _check_weight(answer, attempt)
        return await self._rehearsal.draft(relay)

    async def check(self, signed: SignedBallot) -> Relay:
        """Return a signed vote that would count if it were brought now; one handed in before is returned as it is."""
        relay = self._note(signed)
        relay.signature = signed.signature
        nonce = await self._facts.find_nonce(RelayKind.BALLOT, relay.account)
        relay.nonce = nonce if signed.nonce is None else signed.nonce
        known = await self._rehearsal.identify(relay)
        if known:
            return known
        await self._rehearsal.admit(relay)
        attempt = await self._describe(signed)
        if relay.nonce != nonce:
            raise SignatureUsed
        _check_weight(await self._rehearsal.rehearse(relay, attempt), attempt)
        return relay

    def _note(self, wish: VoteWish) -> Relay:
        return Relay(
            id="",
            kind=RelayKind.BALLOT,
            account=wish.account,
            nonce=0,
            signature="",
            proposal=wish.proposal,
            support=wish.support,
            reason=wish.reason,
            gas=LEAST_GAS,
            created_at=self._clock(),
        )

    async def _describe(self, wish: VoteWish) -> ProposalAttempt:
        return ProposalAttempt(Deed.VOTE, wish.account, await self._governance.get_proposal(wish.proposal))


def _check_weight(answer: bytes, attempt: ProposalAttempt) -> None:
    """Refuse a vote that weighs nothing: anybody could have any number of them brought."""
    if not int.from_bytes(answer):
        raise VotesMissing(attempt.account, attempt.proposal.begins_at)
