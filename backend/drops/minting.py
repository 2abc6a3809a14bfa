"""Watch what becomes of a fan's mint."""

from backend.chain.contracts import Contracts
from backend.chain.events import Receipt
from backend.chain.node import Node
from backend.core.clock import Clock
from backend.drops.models import Drop
from backend.drops.progress import MintState, judge_mined, judge_missing
from backend.drops.projection import EDITION_MINTED, list_serials
from backend.drops.schemas import MintProgress
from backend.drops.service import DropService, Sender
from backend.drops.tracking import TrackingRules


class MintService:
    """The use cases of a mint that was sent."""

    def __init__(
        self, drops: DropService, node: Node, contracts: Contracts, clock: Clock, rules: TrackingRules
    ) -> None:
        self._drops = drops
        self._node = node
        self._contracts = contracts
        self._clock = clock
        self._rules = rules

    async def watch(self, slug: str, transaction_hash: str) -> MintProgress:
        """Return where a transaction is on its way."""
        drop = await self._drops.get_drop(slug)
        receipt = await self._node.find_receipt(transaction_hash)
        if receipt is not None:
            return await self._report_mined(receipt, drop)
        if await self._node.find_transaction(transaction_hash) is not None:
            return self._report(transaction_hash, MintState.PENDING)
        return await self._report_missing(transaction_hash, drop)

    async def _report_mined(self, receipt: Receipt, drop: Drop) -> MintProgress:
        head = await self._node.head()
        confirmations = max(head.number - receipt.block_number + 1, 0)
        state = judge_mined(succeeded=receipt.succeeded, confirmations=confirmations, needed=self._rules.confirmations)
        serials = self._read_serials(receipt, drop)
        return self._report(receipt.transaction_hash, state, confirmations=confirmations, serials=serials)

    def _read_serials(self, receipt: Receipt, drop: Drop) -> list[int]:
        events = (self._contracts.decode(log) for log in receipt.logs if log.address == drop.address)
        return [serial for event in events if event and event.name == EDITION_MINTED for serial in list_serials(event)]

    async def _report_missing(self, transaction_hash: str, drop: Drop) -> MintProgress:
        intent = await self._drops.find_intent(transaction_hash)
        if intent is None:
            return self._report(transaction_hash, MintState.UNKNOWN)
        next_nonce = await self._node.nonce(intent.account)
        # It may have been mined since it was looked for; then its own nonce is the one that is used.
        receipt = await self._node.find_receipt(transaction_hash)
        if receipt is not None:
            return await self._report_mined(receipt, drop)
        state = judge_missing(nonce=intent.nonce, next_nonce=next_nonce, sent_at=intent.created_at, now=self._clock())
        return self._report(transaction_hash, state)

    def _report(
        self, transaction_hash: str, state: MintState, confirmations: int = 0, serials: list[int] | None = None
    ) -> MintProgress:
        return MintProgress(
            state=state,
            confirmations=confirmations,
            needed=self._rules.confirmations,
            serials=serials or [],
            explorer_url=self._rules.link(transaction_hash),
        )


async def identify_sender(node: Node, transaction_hash: str, account: str) -> Sender:
    """Return who sent a transaction and with which nonce; until the node knows it, the account's next nonce."""
    found = await node.find_transaction(transaction_hash)
    if found is None:
        return Sender(account=account, nonce=await node.nonce(account), is_seen=False)
    return Sender(account=found.sender, nonce=found.nonce, is_seen=True)
