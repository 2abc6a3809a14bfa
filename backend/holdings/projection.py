"""Turn ERC-721 transfers into rows of the ledger."""

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent
from backend.holdings.models import Transfer
from backend.holdings.repository import LedgerRepository

TRANSFER = "Transfer"
TOKEN_ID_NAMES = ("token_id", "tokenId", "_tokenId")


class HoldingsProjection:
    """Records the transfers of whichever contracts the other projections follow."""

    async def addresses(self, session: AsyncSession) -> set[str]:  # noqa: ARG002 - the protocol's signature
        """Follow nothing: the ledger does not know which contracts matter."""
        return set()

    def discovered(self, event: ChainEvent) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Follow nothing new."""
        return None

    async def apply(self, session: AsyncSession, event: ChainEvent) -> None:
        """Record a transfer; ERC-20's Transfer moves an amount, not a token, and is left out."""
        if event.name != TRANSFER or not set(TOKEN_ID_NAMES).intersection(event.arguments):
            return
        sender, recipient, token_id = event.arguments.values()
        await LedgerRepository(session).record_transfer(
            Transfer(
                block_hash=event.block_hash,
                log_index=event.log_index,
                block_number=event.block_number,
                transaction_hash=event.transaction_hash,
                contract=event.address,
                token_id=token_id,
                sender=sender,
                recipient=recipient,
            )
        )

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Take back the transfers above a block."""
        await LedgerRepository(session).undo(above_block)
