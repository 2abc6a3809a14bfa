"""Check choices of a delegate that cost the holder nothing: first what is wanted, then what was signed."""

from backend.chain.contracts import Contracts
from backend.chain.node import Node
from backend.core.clock import Clock
from backend.governance.errors import DelegateUnchanged
from backend.governance.refusals import Attempt, Deed
from backend.governance.wishes import DelegationWish
from backend.holdings.balances import NOBODY
from backend.relay.admission import LEAST_GAS
from backend.relay.errors import (
    KeysOnly,
    NothingToDelegate,
    SignatureExpired,
    SignatureRefused,
    SignatureUsed,
)
from backend.relay.facts import Facts
from backend.relay.messages import find_key_signature
from backend.relay.models import Relay, RelayKind
from backend.relay.rehearsal import RelayRehearsal
from backend.relay.schemas import RelayDraft, SignedDelegation

EXPIRY_SECONDS = 24 * 60 * 60
"""How long a signed delegation is good: as long as one may have to wait for coin, and no longer."""


class DelegationCheck:
    """Raises the sentence of why a delegation would change nothing."""

    def __init__(self, rehearsal: RelayRehearsal, node: Node, contracts: Contracts, clock: Clock) -> None:
        self._rehearsal = rehearsal
        self._node = node
        self._clock = clock
        self._facts = Facts(node, contracts)

    async def draft(self, wish: DelegationWish) -> RelayDraft:
        """Return the choice to sign, once it is known to count."""
        relay = self._note(wish)
        await self._rehearsal.admit(relay)
        if await self._node.is_contract(relay.account):
            raise KeysOnly(relay.account)
        await self._check_change(relay)
        relay.expiry = await self._facts.find_time() + EXPIRY_SECONDS
        return await self._rehearsal.draft(relay)

    async def check(self, signed: SignedDelegation) -> Relay:
        """Return a signed choice that would count if it were brought now; one handed in before is returned as it is."""
        relay = self._note(signed)
        relay.signature, relay.nonce, relay.expiry = signed.signature, signed.nonce, signed.expiry
        known = await self._rehearsal.identify(relay)
        if known:
            return known
        await self._rehearsal.admit(relay)
        await self._check_signature(relay, signed)
        await self._check_change(relay)
        await self._rehearsal.rehearse(relay, Attempt(Deed.DELEGATE, relay.account))
        return relay

    async def _check_signature(self, relay: Relay, signed: SignedDelegation) -> None:
        """Refuse what is not the account's own: the token would take it for that of whoever signed it."""
        if find_key_signature(relay, bytes.fromhex(relay.id[2:])) is None:
            raise SignatureRefused(relay.account)
        if relay.nonce != await self._facts.find_nonce(RelayKind.DELEGATION, relay.account):
            raise SignatureUsed
        if await self._facts.find_time() >= signed.expiry:
            raise SignatureExpired

    async def _check_change(self, relay: Relay) -> None:
        if await self._facts.find_delegate(relay.account) == relay.delegate:
            raise DelegateUnchanged(relay.delegate)
        if not await self._facts.find_balance(relay.account):
            raise NothingToDelegate(relay.account)

    def _note(self, wish: DelegationWish) -> Relay:
        return Relay(
            id="",
            kind=RelayKind.DELEGATION,
            account=wish.account,
            nonce=0,
            signature="",
            delegate=None if wish.delegate == NOBODY else wish.delegate,
            gas=LEAST_GAS,
            created_at=self._clock(),
        )
