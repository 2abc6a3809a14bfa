"""All SQL of drops."""

from sqlalchemy import ColumnElement, delete, func, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.drops.models import Drop, EditionMint, MintIntent, SupplyCut


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

    async def record_cut(self, cut: SupplyCut) -> None:
        """Write that a supply shrank; writing it again changes nothing."""
        await self._session.merge(cut)
        await self._derive_supply(col(Drop.address) == cut.drop)

    async def undo(self, above_block: int) -> None:
        """Forget drops, sales and cuts of the blocks above `above_block`."""
        for table in (EditionMint, SupplyCut, Drop):
            await self._session.execute(delete(table).where(col(table.block_number) > above_block))
        await self._derive_supply(col(Drop.supply) != col(Drop.created_supply))

    async def _derive_supply(self, which: ColumnElement[bool]) -> None:
        """Set supplies to the smallest they were cut to: a supply never grows."""
        await self._session.flush()
        smallest = select(func.min(SupplyCut.supply)).where(SupplyCut.drop == Drop.address).scalar_subquery()
        supply = func.coalesce(smallest, col(Drop.created_supply))
        await self._session.execute(update(Drop).where(which).values(supply=supply))

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
