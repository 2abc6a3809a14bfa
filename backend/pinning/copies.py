"""All SQL about copies."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.core.db import choose_insert
from backend.pinning.models import Copy, Move, Pin, PinName
from backend.pinning.standing import Standing, request

STANDING_FIELDS = [field.name for field in fields(Standing)]


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """A copy of an object at a place, as it was read."""

    cid: str
    place: str
    standing: Standing


class CopyRepository:
    """Reads and writes where objects are; a copy changes only if it still stands as it was read."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._insert = choose_insert(session)

    async def list_copies(self, cids: Iterable[str] | None = None) -> list[KnownCopy]:
        """Return the copies of every pin that is to be kept, or of `cids`."""
        statement = select(Copy).order_by(col(Copy.cid), col(Copy.place))
        if cids is None:
            statement = statement.join(Pin).where(col(Pin.removed_at).is_(None))
        else:
            statement = statement.where(col(Copy.cid).in_(list(cids)))
        return [known_copy(copy) for copy in (await self._session.execute(statement)).scalars()]

    async def find_copy(self, cid: str, place: str) -> KnownCopy | None:
        """Return one copy, or `None`."""
        copy = await self._session.get(Copy, (cid, place))
        return known_copy(copy) if copy else None

    async def list_places(self) -> list[str]:
        """Return every place that copies are known at."""
        return list((await self._session.execute(select(Copy.place).distinct().order_by(Copy.place))).scalars())

    async def list_due(self, place: str, now: datetime, limit: int) -> list[KnownCopy]:
        """Return the copies of a place that waited longest for what they need."""
        statement = (
            select(Copy)
            .where(Copy.place == place, col(Copy.due_at) <= now)
            .order_by(col(Copy.due_at), col(Copy.cid))
            .limit(limit)
        )
        return [known_copy(copy) for copy in (await self._session.execute(statement)).scalars()]

    async def list_missing(self, place: str) -> list[str]:
        """Return what nobody asked a place for and it should have: objects with a name, and those moved there."""
        at_place = exists().where(col(Copy.cid) == Pin.cid, col(Copy.place) == place)
        named = exists().where(col(PinName.cid) == Pin.cid)
        moved = exists().where(
            col(Copy.cid) == Pin.cid, col(Copy.place) == Move.source, col(Move.destination) == place, _is_open()
        )
        statement = select(Pin.cid).where(col(Pin.removed_at).is_(None), ~at_place, or_(named, moved))
        return list((await self._session.execute(statement.order_by(col(Pin.pinned_at), col(Pin.cid)))).scalars())

    async def request(self, cid: str, place: str, now: datetime) -> None:
        """Ask for a copy, unless that was done before."""
        copy = Copy(cid=cid, place=place, **asdict(request(now)))
        await self._session.execute(self._insert(Copy).values(copy.model_dump()).on_conflict_do_nothing())

    async def change(self, seen: KnownCopy, then: Standing) -> bool:
        """Write what became of a copy; `False` when somebody else attended to it since it was `seen`."""
        statement = update(Copy).where(*_is(seen)).values(asdict(then)).returning(col(Copy.cid))
        return await self._happened(statement)

    async def forget(self, seen: KnownCopy) -> None:
        """Delete a copy that left its place, and with the last one the pin that nobody wants."""
        if await self._happened(delete(Copy).where(*_is(seen)).returning(col(Copy.cid))):
            unwanted = [col(Pin.cid) == seen.cid, col(Pin.removed_at).is_not(None)]
            await self._session.execute(delete(Pin).where(*unwanted, ~exists().where(col(Copy.cid) == Pin.cid)))

    async def _happened(self, statement: object) -> bool:
        options = {"synchronize_session": False}
        changed = await self._session.execute(statement, execution_options=options)  # type: ignore[call-overload]
        return changed.scalar_one_or_none() is not None


def known_copy(copy: Copy) -> KnownCopy:
    """Return a row as the value that is decided upon."""
    return KnownCopy(copy.cid, copy.place, Standing(**{name: getattr(copy, name) for name in STANDING_FIELDS}))


def _is(seen: KnownCopy) -> list[ColumnElement[bool]]:
    return [
        col(Copy.cid) == seen.cid,
        col(Copy.place) == seen.place,
        col(Copy.due_at) == seen.standing.due_at,
        col(Copy.status) == seen.standing.status,
    ]


def _is_open() -> ColumnElement[bool]:
    return col(Move.finished_at).is_(None)
