"""All SQL about pins and their names."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, exists, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.core.db import choose_insert
from backend.core.place_settings import EMBEDDED
from backend.pinning.models import Copy, Pin, PinName
from backend.places.place import CopyStatus


class PinRepository:
    """Reads and writes what the label keeps; CIDs are text as IPFS writes them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._insert = choose_insert(session)

    async def add_pin(self, cid: str, size: int, at: datetime) -> None:
        """Keep an object that the embedded store has; `size` is in bytes. Keeping it already changes nothing."""
        pin = self._insert(Pin).values(cid=cid, size=size, pinned_at=at)
        await self._session.execute(pin.on_conflict_do_nothing())
        await self._session.execute(update(Pin).where(col(Pin.cid) == cid).values(removed_at=None))
        here = Copy(cid=cid, place=EMBEDDED, status=CopyStatus.PINNED, since=at)
        await self._session.execute(self._insert(Copy).values(here.model_dump()).on_conflict_do_nothing())

    async def name_pin(self, cid: str, name: str, size: int, at: datetime) -> None:
        """Keep an object under a name; the object that had the name loses it, and keeps others it may have."""
        await self.add_pin(cid, size, at)
        named = self._insert(PinName).values(name=name, cid=cid)
        await self._session.execute(named.on_conflict_do_update(index_elements=["name"], set_={"cid": cid}))

    async def adopt(self, sizes: Mapping[str, int], at: datetime) -> None:
        """Keep what the embedded store has and no pin speaks of, without a name; measure what was not measured yet."""
        known = {pin.cid: pin for pin in (await self._session.execute(select(Pin))).scalars()}
        for cid in sizes.keys() - known.keys():
            await self.add_pin(cid, sizes[cid], at)
        for pin in known.values():
            pin.size = pin.size or sizes.get(pin.cid, 0)
        await self._session.flush()

    async def find_pin(self, cid: str) -> Pin | None:
        """Return a pin that is to be kept, or `None`."""
        statement = select(Pin).where(Pin.cid == cid, col(Pin.removed_at).is_(None))
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def list_pins(self) -> list[Pin]:
        """Return every pin that is to be kept, the oldest first."""
        statement = select(Pin).where(col(Pin.removed_at).is_(None)).order_by(col(Pin.pinned_at), col(Pin.cid))
        return list((await self._session.execute(statement)).scalars())

    async def list_names(self, cids: Iterable[str] | None = None) -> dict[str, list[str]]:
        """Return the names of each pin that has any, in order; of `cids` only when they are given."""
        statement = select(PinName).order_by(col(PinName.name))
        if cids is not None:
            statement = statement.where(col(PinName.cid).in_(list(cids)))
        names: dict[str, list[str]] = {}
        for row in (await self._session.execute(statement)).scalars():
            names.setdefault(row.cid, []).append(row.name)
        return names

    async def find_named(self, name: str) -> str | None:
        """Return the CID that has a name, or `None`."""
        statement = select(PinName.cid).where(PinName.name == name)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def find_by_prefix(self, prefix: str) -> dict[str, str]:
        """Return the CIDs whose names begin so, by name."""
        statement = select(PinName).where(col(PinName.name).startswith(prefix, autoescape=True))
        rows = (await self._session.execute(statement.order_by(col(PinName.name)))).scalars()
        return {row.name: row.cid for row in rows}

    async def remove_pin(self, cid: str, places: Iterable[str], at: datetime) -> None:
        """Have the copies of a pin at `places` unpinned, and forget the others: nobody can be asked to unpin them."""
        its = col(Copy.cid) == cid
        await self._session.execute(delete(Copy).where(its, col(Copy.place).not_in(list(places))))
        await self._session.execute(update(Copy).where(its).values(due_at=at, attempts=0))
        await self._session.execute(update(Pin).where(col(Pin.cid) == cid).values(removed_at=at))
        await self._session.execute(delete(Pin).where(col(Pin.cid) == cid, ~exists().where(its)))
