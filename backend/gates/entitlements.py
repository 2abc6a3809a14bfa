"""What wallets were given, for a while or for good: season passes, things that were paid for, badges."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.core.db import choose_insert
from backend.gates.errors import EntitlementMissing
from backend.gates.models import Entitlement

ENTITLEMENT = "entitlement"
BADGE = "badge"
MOST_LISTED = 500


class EntitlementService:
    """Gives and takes; whoever calls it commits, so that payments give in the transaction that saw the money."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def grant(
        self,
        source: str,
        name: str,
        wallet: str,
        starts_at: datetime,
        ends_at: datetime | None = None,
        *,
        kind: str = ENTITLEMENT,
    ) -> bool:
        """Give a wallet, in checksum case, something once per source; tell whether it is new."""
        values = {"kind": kind, "name": name, "wallet": wallet, "starts_at": starts_at, "ends_at": ends_at}
        giving = choose_insert(self._session)(Entitlement).values(source=source, **values)
        given = await self._session.execute(giving.on_conflict_do_nothing().returning(col(Entitlement.source)))
        return given.scalar_one_or_none() is not None

    async def put(self, entitlement: Entitlement) -> None:
        """Give something, or change what was given from the same source."""
        await self._session.merge(entitlement)
        await self._session.flush()

    async def revoke(self, source: str) -> tuple[str, str]:
        """Take back what was given; return its name and whose it was. Raises `EntitlementMissing`."""
        statement = delete(Entitlement).where(col(Entitlement.source) == source)
        given = statement.returning(col(Entitlement.name), col(Entitlement.wallet))
        row = (await self._session.execute(given)).one_or_none()
        if row is None:
            raise EntitlementMissing(source)
        return row[0], row[1]

    async def list_of_kinds(self, kinds: Collection[tuple[str, str]]) -> list[Entitlement]:
        """Return everything given of some kinds and names."""
        if not kinds:
            return []
        wanted = tuple_(col(Entitlement.kind), col(Entitlement.name)).in_(kinds)
        statement = select(Entitlement).where(wanted).order_by(col(Entitlement.source))
        return list((await self._session.execute(statement)).scalars())

    async def list_given(self, name: str | None, wallet: str | None, after: str = "") -> list[Entitlement]:
        """Return what was given, by its source, from behind `after` on; at most `MOST_LISTED`."""
        statement = select(Entitlement).where(col(Entitlement.source) > after).order_by(col(Entitlement.source))
        if name:
            statement = statement.where(col(Entitlement.name) == name)
        if wallet:
            statement = statement.where(col(Entitlement.wallet) == wallet)
        return list((await self._session.execute(statement.limit(MOST_LISTED))).scalars())
