"""Turn transfers and delegations into rows of the ledger."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent
from backend.holdings.readings import is_of_amount, is_of_token, is_permission, read_permission, read_transfer
from backend.holdings.repository import LedgerRepository


class HoldingsProjection:
    """Records what moves in whichever contracts are followed, and who acts for whom by the registry of delegations."""

    def __init__(self, delegate_registry: str = "") -> None:
        self._delegate_registry = delegate_registry

    async def addresses(self, session: AsyncSession) -> set[str]:  # noqa: ARG002 - the protocol's signature
        """Follow nothing: the ledger does not know which contracts matter."""
        return set()

    def discovered(self, event: ChainEvent) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Follow nothing new."""
        return None

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """Record transfers of tokens, transfers of amounts, and delegations."""
        ledger, registry = LedgerRepository(session), self._delegate_registry
        await ledger.record_transfers([read_transfer(event) for event in events if is_of_token(event)])
        await ledger.record_amounts([event for event in events if is_of_amount(event)])
        await ledger.record_permissions([read_permission(event) for event in events if is_permission(event, registry)])

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Take back what happened above a block."""
        await LedgerRepository(session).undo(above_block)
