"""Tables in pairs: a journal of what the chain told, and what follows from the newest entry of each key.

Whatever order entries are written or taken back in, what follows is the same as from writing the rest once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from backend.core.db import choose_insert, insert_rows
from backend.holdings.models import Balance, BalanceChange, Delegation, DelegationChange, Ownership, Transfer

Row = Mapping[str, Any]
PLACE = ("block_number", "log_index")


@dataclass(frozen=True)
class Journal:
    """A journal and its outcome: `key` is in both, `columns` are those of the outcome by those of the journal."""

    entries: type[SQLModel]
    outcome: type[SQLModel]
    key: tuple[str, ...]
    columns: Mapping[str, str]

    async def record(self, session: AsyncSession, entries: Sequence[Row]) -> None:
        """Write entries in chain order; what was written before, or is older than the outcome, changes nothing."""
        if not entries:
            return
        insert_new, place = choose_insert(session), _same(*PLACE)
        everything = _same(*entries[0])
        await insert_rows(session, insert_new(_table(self.entries)).on_conflict_do_nothing(), entries, everything)
        newest = {tuple(entry[name] for name in self.key): entry for entry in entries}
        outcome = insert_new(_table(self.outcome))
        new = outcome.excluded
        replacing = outcome.on_conflict_do_update(
            index_elements=list(self.key),
            set_={name: new[name] for name in (*self.columns, *PLACE)},
            where=_place(self.outcome) < tuple_(*(new[name] for name in PLACE)),
        )
        concluded = {**_same(*self.key), **self.columns, **place}
        await insert_rows(session, replacing, list(newest.values()), concluded)

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Forget the entries above a block and conclude anew from those that remain."""
        former = (await session.execute(self._select_former(above_block))).mappings().all()
        for table in (self.entries, self.outcome):
            await session.execute(delete(table).where(_column(table, "block_number") > above_block))
        if former:
            await session.execute(insert(_table(self.outcome)), [dict(row) for row in former])

    def _select_former(self, block: int) -> Select[Any]:
        """Select the outcome, up to `block`, of every key that changed after it."""
        entry = {name: _column(self.entries, name) for name in (*self.key, *PLACE)}
        rank = func.row_number().over(
            partition_by=[entry[name] for name in self.key], order_by=[entry[name].desc() for name in PLACE]
        )
        sources = [_column(self.entries, source).label(name) for name, source in self.columns.items()]
        same_key = [entry[name] == _column(self.outcome, name) for name in self.key]
        ranked = (
            select(*entry.values(), *sources, rank.label("rank"))
            .where(*same_key, _column(self.outcome, "block_number") > block, entry["block_number"] <= block)
            .subquery()
        )
        return select(*(column for column in ranked.c if column.name != "rank")).where(ranked.c.rank == 1)


def _table(model: type[SQLModel]) -> Table:
    return model.metadata.tables[str(model.__tablename__)]


def _column(table: type[SQLModel], name: str) -> Any:  # noqa: ANN401 - a column of any type
    return getattr(table, name)


def _place(table: type[SQLModel]) -> ColumnElement[Any]:
    return tuple_(*(_column(table, name) for name in PLACE))


def _same(*names: str) -> dict[str, str]:
    return dict(zip(names, names, strict=True))


TRANSFERS = Journal(
    Transfer, Ownership, ("contract", "token_id"), {"owner": "recipient", "since_timestamp": "timestamp"}
)
BALANCES = Journal(BalanceChange, Balance, ("token", "wallet"), _same("amount"))
DELEGATIONS = Journal(
    DelegationChange,
    Delegation,
    ("key",),
    _same("vault", "delegate", "kind", "contract", "token_id", "rights", "is_enabled"),
)
JOURNALS = (TRANSFERS, BALANCES, DELEGATIONS)
