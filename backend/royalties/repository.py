"""All SQL of royalties."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import delete, func, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col, select

from backend.core.db import choose_insert
from backend.drops.models import Drop
from backend.royalties.entries import Distributed, Entry, Received, Withdrawn
from backend.royalties.models import (
    Distribution,
    Movement,
    PayeeChange,
    Rate,
    Receipt,
    RoyaltyToken,
    Shares,
    Split,
    Withdrawal,
)
from backend.royalties.rates import Observation

Table = type[Split] | type[PayeeChange] | type[RoyaltyToken] | type[Receipt] | type[Distribution] | type[Withdrawal]
TABLES: tuple[Table, ...] = (Split, PayeeChange, RoyaltyToken, Receipt, Distribution, Withdrawal)
ENTRIES: tuple[tuple[type[Movement], type[Entry]], ...] = (
    (Receipt, Received),
    (Distribution, Distributed),
    (Withdrawal, Withdrawn),
)
Row = Mapping[str, Any]


class RoyaltyRepository:
    """Reads and writes splits and their money; addresses are in checksum case."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def record(self, table: Table, rows: Sequence[Row]) -> None:
        """Write what the chain told; writing it again changes nothing."""
        if rows:
            await self._session.execute(choose_insert(self._session)(_table(table)).on_conflict_do_nothing(), rows)

    async def undo(self, above_block: int) -> None:
        """Forget what the blocks above `above_block` told."""
        for table in TABLES:
            await self._session.execute(delete(table).where(col(table.block_number) > above_block))
        returned = col(Split.renounced_block) > above_block
        await self._session.execute(update(Split).where(returned).values(renounced_block=None))

    async def renounce(self, split: str, block_number: int) -> None:
        """Note that a split, if it is one, has no owner from a block on."""
        noted = (col(Split.address) == split, col(Split.owner).is_not(None), col(Split.renounced_block).is_(None))
        await self._session.execute(update(Split).where(*noted).values(renounced_block=block_number))

    async def list_addresses(self) -> set[str]:
        """Return the address of every split."""
        return set((await self._session.execute(select(Split.address))).scalars())

    async def misses_splits(self) -> bool:
        """Tell whether a drop's split is unknown: its label was indexed before royalties were."""
        unknown = select(Drop.address).where(col(Drop.split).not_in(select(Split.address))).limit(1)
        return (await self._session.execute(unknown)).first() is not None

    async def map_tokens(self) -> dict[str, int]:
        """Return the tokens that are read when they come in, with the block from which on they are."""
        tokens = await self._session.execute(select(RoyaltyToken.address, RoyaltyToken.block_number))
        return {row.address: row.block_number for row in tokens.all()}

    async def find_split(self, address: str) -> Split | None:
        """Return a split, or `None`."""
        return await self._session.get(Split, address)

    async def list_splits(self, addresses: Collection[str]) -> list[Split]:
        """Return those splits of some addresses that are splits."""
        statement = select(Split).where(col(Split.address).in_(addresses))
        return list((await self._session.execute(statement)).scalars())

    async def list_changed_payees(self, splits: Collection[str], before_block: int | None = None) -> dict[str, Shares]:
        """Return the payees of those splits that changed them, as they are now or were before a block."""
        order = (col(PayeeChange.block_number), col(PayeeChange.log_index))
        statement = select(PayeeChange).where(col(PayeeChange.split).in_(splits)).order_by(*order)
        if before_block is not None:
            statement = statement.where(col(PayeeChange.block_number) < before_block)
        return {change.split: change.payees for change in (await self._session.execute(statement)).scalars()}

    async def list_told(self, split: str) -> list[list[Entry]]:
        """Return what came into a split, was divided and was withdrawn; each in the order of the chain.

        Anyone can have a split divide a token of their making: those the label never allowed are left out.
        """
        return [await self._list_entries(table, entry, split) for table, entry in ENTRIES]

    async def _list_entries(self, table: type[Movement], entry: type[Entry], split: str) -> list[Entry]:
        columns, currency = _table(table).c, col(table.currency)
        statement = (
            select(*(columns[name] for name in entry._fields))
            .where(columns.split == split, currency.is_(None) | currency.in_(select(RoyaltyToken.address)))
            .order_by(columns.block_number, columns.log_index)
        )
        # Straight from the tables: by way of their classes SQLAlchemy takes five times as long.
        return [entry._make(row) for row in await self._session.execute(statement)]

    async def has_paid(self, split: str, transaction_hash: str) -> bool:
        """Tell whether a transaction divided money of a split or took some."""
        for table in (Distribution, Withdrawal):
            statement = select(table.split).where(
                col(table.split) == split, col(table.transaction_hash) == transaction_hash
            )
            if (await self._session.execute(statement.limit(1))).first():
                return True
        return False


class RateRepository:
    """Reads and writes what currencies were worth."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, rates: Sequence[Observation]) -> None:
        """Keep rates, instead of those of the same moments."""
        if not rates:
            return
        statement = choose_insert(self._session)(_table(Rate))
        new = statement.excluded
        replacing = statement.on_conflict_do_update(
            index_elements=["currency", "fiat", "observed_at"], set_={"value": new.value, "source": new.source}
        )
        await self._session.execute(replacing, [rate._asdict() for rate in rates])

    async def find_first_fiat(self) -> str | None:
        """Return the first fiat money in the alphabet that rates are known of, or `None`; there is rarely a second."""
        return (await self._session.execute(select(func.min(Rate.fiat)))).scalar_one_or_none()

    async def list_rates(self, fiat: str, first: int, last: int) -> list[Observation]:
        """Return the rates of one fiat money that were observed between two moments in Unix seconds."""
        earliest, latest = (datetime.fromtimestamp(seconds, tz=UTC) for seconds in (first, last))
        columns = _table(Rate).c
        statement = select(*(columns[name] for name in Observation._fields)).where(
            columns.fiat == fiat, columns.observed_at.between(earliest, latest)
        )
        return [Observation._make(row) for row in await self._session.execute(statement)]


def _table(model: type[SQLModel]) -> SqlTable:
    return model.metadata.tables[str(model.__tablename__)]
