"""All SQL of drops."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, func, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col, select

from backend.core.db import choose_insert
from backend.drops.allowlist import ListedWallet, Tree
from backend.drops.models import (
    Allowlist,
    AllowlistEntry,
    Drop,
    DropChange,
    DropPhase,
    EditionMint,
    EditionSale,
    MintIntent,
    TierMint,
)
from backend.drops.standing import Minted

Row = Drop | DropPhase | DropChange | EditionMint | EditionSale | TierMint
TABLES: tuple[type[Row], ...] = (DropPhase, DropChange, EditionSale, TierMint, EditionMint, Drop)


class DropRepository:
    """Reads and writes drops, their mints and the mints on their way."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def record(self, rows: Iterable[Row]) -> None:
        """Write what the chain told; writing it again changes nothing."""
        by_table = defaultdict[type[Row], list[dict[str, Any]]](list)
        for row in rows:
            by_table[type(row)].append(row.model_dump())
        for table, written in by_table.items():
            key = list(SQLModel.metadata.tables[str(table.__tablename__)].primary_key)
            statement = choose_insert(self._session)(table).on_conflict_do_nothing(index_elements=key)
            await self._session.execute(statement, written)

    async def undo(self, above_block: int) -> None:
        """Forget what the blocks above `above_block` told."""
        for table in TABLES:
            await self._session.execute(delete(table).where(col(table.block_number) > above_block))

    async def list_addresses(self) -> list[str]:
        """Return the address of every drop."""
        return list((await self._session.execute(select(Drop.address))).scalars())

    async def map_splits(self) -> dict[str, str]:
        """Return the address of every drop by that of its split."""
        drops = await self._session.execute(select(Drop.split, Drop.address))
        return {row.split: row.address for row in drops.all()}

    async def find_by_release(self, release: str) -> Drop | None:
        """Return the drop that sells a release, or `None`."""
        return (await self._session.execute(select(Drop).where(Drop.release == release))).scalar_one_or_none()

    async def find_by_split(self, split: str) -> Drop | None:
        """Return the drop whose sales a split divides, or `None`."""
        return (await self._session.execute(select(Drop).where(Drop.split == split))).scalar_one_or_none()

    async def list_phases(self, drop: str) -> list[DropPhase]:
        """Return the phases added to a drop's public sale, in their order."""
        statement = select(DropPhase).where(DropPhase.drop == drop).order_by(col(DropPhase.number))
        return list((await self._session.execute(statement)).scalars())

    async def list_changes(self, drop: str) -> list[DropChange]:
        """Return what happened to a drop, in the order of the chain."""
        order = (col(DropChange.block_number), col(DropChange.log_index))
        statement = select(DropChange).where(DropChange.drop == drop).order_by(*order)
        return list((await self._session.execute(statement)).scalars())

    async def list_sales(self, drop: str) -> list[EditionSale]:
        """Return the sales of a drop that had more to tell than their editions, in the order of the chain."""
        order = (col(EditionSale.block_number), col(EditionSale.log_index))
        statement = select(EditionSale).where(EditionSale.drop == drop).order_by(*order)
        return list((await self._session.execute(statement)).scalars())

    async def count_minted(self, drop: str) -> Minted:
        """Return how many editions of a drop were minted, and of which tiers."""
        total = select(func.coalesce(func.sum(EditionMint.quantity), 0)).where(EditionMint.drop == drop)
        tiers = (
            select(TierMint.tier, func.sum(TierMint.quantity)).where(TierMint.drop == drop).group_by(col(TierMint.tier))
        )
        counted = (await self._session.execute(tiers)).all()
        return Minted(
            total=int((await self._session.execute(total)).scalar_one()),
            tiers={tier: int(quantity) for tier, quantity in counted},
        )

    async def find_intent(self, transaction_hash: str) -> MintIntent | None:
        """Return what is remembered of a sent transaction, or `None`."""
        return await self._session.get(MintIntent, transaction_hash)

    def add_intent(self, intent: MintIntent) -> None:
        """Remember a sent transaction."""
        self._session.add(intent)


class AllowlistRepository:
    """Reads and writes the lists of phases; wallets are in checksum case."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def has_list(self, root: str) -> bool:
        """Return whether a list is kept already."""
        statement = select(Allowlist.count).where(Allowlist.root == root)
        return (await self._session.execute(statement)).scalar_one_or_none() is not None

    async def add(self, tree: Tree, entries: Sequence[ListedWallet]) -> None:
        """Keep a list that is not kept yet."""
        root = tree.root
        await self._session.execute(insert(Allowlist).values(root=root, count=len(entries), nodes=tree.nodes))
        rows = [
            {"root": root, "wallet": entry.wallet, "quantity": entry.quantity, "price": entry.price, "place": place}
            for entry, place in zip(entries, tree.places, strict=True)
        ]
        await self._session.execute(insert(AllowlistEntry), rows)

    async def list_entries(self, roots: Sequence[str], wallet: str) -> list[AllowlistEntry]:
        """Return the entries of a wallet on some lists."""
        statement = select(AllowlistEntry).where(
            col(AllowlistEntry.root).in_(roots), col(AllowlistEntry.wallet) == wallet
        )
        return list((await self._session.execute(statement)).scalars())

    async def find_nodes(self, root: str) -> bytes | None:
        """Return the nodes of a list's tree, or `None` for a list not kept here."""
        statement = select(Allowlist.nodes).where(Allowlist.root == root)
        return (await self._session.execute(statement)).scalar_one_or_none()
