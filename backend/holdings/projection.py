"""Turn transfers into rows of the ledger."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent
from backend.holdings.repository import LedgerRepository

TRANSFER = "Transfer"
TOKEN_ID_NAMES = frozenset(("token_id", "tokenId", "_tokenId"))


class HoldingsProjection:
    """Records the transfers of whichever contracts the other projections follow."""

    async def addresses(self, session: AsyncSession) -> set[str]:  # noqa: ARG002 - the protocol's signature
        """Follow nothing: the ledger does not know which contracts matter."""
        return set()

    def discovered(self, event: ChainEvent) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Follow nothing new."""
        return None

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """Record transfers of tokens."""
        await LedgerRepository(session).record_transfers(
            [_read_transfer(event) for event in events if _is_of_token(event)]
        )

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Take back what happened above a block."""
        await LedgerRepository(session).undo(above_block)


def _is_of_token(event: ChainEvent) -> bool:
    """Tell a token from an amount: ERC-20's Transfer has the same name."""
    return event.name == TRANSFER and not TOKEN_ID_NAMES.isdisjoint(event.arguments)


def _read_transfer(event: ChainEvent) -> dict[str, Any]:
    sender, recipient, token_id = event.arguments.values()
    return {
        "block_hash": event.block_hash,
        "log_index": event.log_index,
        "block_number": event.block_number,
        "transaction_hash": event.transaction_hash,
        "contract": event.address,
        "token_id": token_id,
        "sender": sender,
        "recipient": recipient,
        "timestamp": event.timestamp,
    }
