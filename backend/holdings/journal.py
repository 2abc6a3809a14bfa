"""Tables in pairs: a journal of what the chain told, and what follows from the newest entry of each key.

Whatever order entries are written or taken back in, what follows is the same as from writing the rest once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Table, and_, delete, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
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
        is_above = _column(self.entries, "block_number") > above_block
        outcome = _table(self.outcome)
        changed = select(*self._list_key(self.entries)).where(is_above)
        await session.execute(delete(outcome).where(tuple_(*(outcome.c[name] for name in self.key)).in_(changed)))
        names = [*self.key, *self.columns, *PLACE]
        former = self._select_former(above_block, changed.distinct().cte("changed"))
        await session.execute(insert(outcome).from_select(names, former))
        await session.execute(delete(_table(self.entries)).where(is_above))

    def _select_former(self, block: int, changed: CTE) -> Select[Any]:
        """Select what the newest entry up to `block` tells of every key that changed after it."""
        entry, older = self.entries, aliased(self.entries)
        newest = (
            select(*(_column(older, name) for name in PLACE))
            .where(_column(older, "block_number") <= block, *self._is_of(changed, older))
            .order_by(*(_column(older, name).desc() for name in PLACE))
            .limit(1)
            .scalar_subquery()
        )
        sources = [_column(entry, source) for source in self.columns.values()]
        return (
            select(*self._list_key(entry), *sources, *(_column(entry, name) for name in PLACE))
            .join_from(changed, entry, and_(*self._is_of(changed, entry)))
            .where(_place(entry) == newest)
        )

    def _list_key(self, table: type[SQLModel]) -> list[Any]:
        return [_column(table, name) for name in self.key]

    def _is_of(self, changed: CTE, table: type[SQLModel]) -> list[ColumnElement[bool]]:
        return [_column(table, name) == changed.c[name] for name in self.key]


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
