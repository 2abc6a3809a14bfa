"""All SQL of drops."""

from sqlalchemy import delete, func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.drops.models import Drop, EditionMint, MintIntent


class DropRepository:
    """Reads and writes drops, their mints and the mints on their way."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def record_drop(self, drop: Drop) -> None:
        """Write a drop; writing it again changes nothing."""
        await self._session.merge(drop)

    async def record_mint(self, mint: EditionMint) -> None:
        """Write a sale of editions; writing it again changes nothing."""
        await self._session.merge(mint)

    async def undo(self, above_block: int) -> None:
        """Forget drops and sales of the blocks above `above_block`."""
        await self._session.execute(delete(EditionMint).where(col(EditionMint.block_number) > above_block))
        await self._session.execute(delete(Drop).where(col(Drop.block_number) > above_block))

    async def list_addresses(self) -> list[str]:
        """Return the address of every drop."""
        return list((await self._session.execute(select(Drop.address))).scalars())

    async def list_drops(self) -> list[Drop]:
        """Return every drop, the newest first."""
        statement = select(Drop).order_by(col(Drop.block_number).desc(), col(Drop.address))
        return list((await self._session.execute(statement)).scalars())

    async def has_drop(self, address: str) -> bool:
        """Return whether a contract is a drop of this label."""
        return await self._session.get(Drop, address) is not None

    async def find_by_release(self, release: str) -> Drop | None:
        """Return the drop that sells a release, or `None`."""
        return (await self._session.execute(select(Drop).where(Drop.release == release))).scalar_one_or_none()

    async def count_minted(self, drop: str) -> int:
        """Return how many editions of a drop were sold."""
        statement = select(func.coalesce(func.sum(EditionMint.quantity), 0)).where(EditionMint.drop == drop)
        return int((await self._session.execute(statement)).scalar_one())

    async def find_intent(self, transaction_hash: str) -> MintIntent | None:
        """Return what is remembered of a sent transaction, or `None`."""
        return await self._session.get(MintIntent, transaction_hash)

    def add_intent(self, intent: MintIntent) -> None:
        """Remember a sent transaction."""
        self._session.add(intent)
