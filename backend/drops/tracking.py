"""Follow a transaction that somebody's wallet sent, by its hash and its place among the sender's."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from backend.chain.events import Receipt
from backend.chain.node import Node
from backend.drops.progress import MintState, judge_mined
from backend.drops.schemas import TransactionPlace, TransactionProgress

Counts = Callable[[Receipt], Awaitable[bool]]


@dataclass(frozen=True)
class TrackingRules:
    """What the operator set: blocks until a transaction counts, the explorer to link to."""

    confirmations: int
    explorer_url: str

    def link(self, transaction_hash: str) -> str | None:
        """Return the page of a transaction, or `None` without an explorer."""
        explorer = self.explorer_url.rstrip("/")
        return f"{explorer}/tx/{transaction_hash}" if explorer else None


class TransactionTracker:
    """Asks the node where transactions are on their way."""

    def __init__(self, node: Node, rules: TrackingRules) -> None:
        self._node = node
        self._rules = rules

    async def track(
        self, transaction_hash: str, counts: Counts, place: TransactionPlace | None = None
    ) -> TransactionProgress:
        """Return where a transaction is; `counts` tells whether this site knows already what one in a block did."""
        receipt = await self._node.find_receipt(transaction_hash)
        if receipt is None:
            return await self._track_missing(transaction_hash, place)
        confirmations = max((await self._node.head()).number - receipt.block_number + 1, 0)
        state = judge_mined(succeeded=receipt.succeeded, confirmations=confirmations, needed=self._rules.confirmations)
        return self._report(transaction_hash, state, confirmations, is_counted=await counts(receipt))

    async def _track_missing(self, transaction_hash: str, place: TransactionPlace | None) -> TransactionProgress:
        """Report on a transaction that is in no block: another one may have taken its place."""
        found = await self._node.find_transaction(transaction_hash)
        if found is not None:
            seen = TransactionPlace(account=found.sender, nonce=found.nonce)
            return self._report(transaction_hash, MintState.PENDING, place=seen)
        is_taken = place is not None and await self._node.nonce(place.account) > place.nonce
        # It may have been mined since it was looked for; then its own nonce is the one that is taken.
        if is_taken and await self._node.find_receipt(transaction_hash) is None:
            return self._report(transaction_hash, MintState.REPLACED)
        return self._report(transaction_hash, MintState.UNKNOWN)

    def _report(
        self,
        transaction_hash: str,
        state: MintState,
        confirmations: int = 0,
        *,
        is_counted: bool = False,
        place: TransactionPlace | None = None,
    ) -> TransactionProgress:
        return TransactionProgress(
            state=state,
            confirmations=confirmations,
            needed=self._rules.confirmations,
            is_counted=is_counted,
            explorer_url=self._rules.link(transaction_hash),
            place=place,
        )
