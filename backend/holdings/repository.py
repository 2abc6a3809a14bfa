"""All SQL of the ledger."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.holdings.journal import JOURNALS, TRANSFERS, Row
from backend.holdings.models import Ownership

NOBODY = "0x0000000000000000000000000000000000000000"


class LedgerRepository:
    """Reads and writes what wallets hold; contracts and wallets are in checksum case."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def record_transfers(self, transfers: Sequence[Row]) -> None:
        """Write transfers in chain order, and the owners they make; writing them again changes nothing."""
        await TRANSFERS.record(self._session, transfers)

    async def undo(self, above_block: int) -> None:
        """Forget what blocks above a block told, and give everything back to whom the rest names."""
        for journal in JOURNALS:
            await journal.undo(self._session, above_block)

    async def find_owner(self, contract: str, token_id: int) -> str | None:
        """Return who holds a token at the head, or `None` when it does not exist."""
        statement = select(col(Ownership.owner)).where(
            col(Ownership.contract) == contract, col(Ownership.token_id) == token_id, col(Ownership.owner) != NOBODY
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def list_tokens(self, contract: str, wallet: str) -> list[int]:
        """Return the tokens a wallet holds at the head, in order."""
        return sorted(await self.list_arrivals(contract, wallet))

    async def list_arrivals(self, contract: str, wallet: str) -> dict[int, int]:
        """Return the tokens a wallet holds at the head, with the block each arrived in."""
        statement = select(col(Ownership.token_id), col(Ownership.block_number)).where(
            col(Ownership.contract) == contract, col(Ownership.owner) == wallet
        )
        return {row.token_id: row.block_number for row in (await self._session.execute(statement)).all()}

    async def list_holders(self, contract: str) -> list[tuple[str, int]]:
        """Return who holds how many tokens at the head, the largest holders first."""
        count = func.count().label("tokens")
        statement = (
            select(col(Ownership.owner), count)
            .where(col(Ownership.contract) == contract, col(Ownership.owner) != NOBODY)
            .group_by(col(Ownership.owner))
            .order_by(count.desc(), col(Ownership.owner))
        )
        return [(owner, tokens) for owner, tokens in (await self._session.execute(statement)).all()]
