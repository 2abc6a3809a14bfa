"""All SQL of looking plays up once they are written: the label's record, and a fan's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.listening.models import Play

PLAYS_PER_PAGE = 50
DELETED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which plays to list; what is `None` does not matter. `before` is the last play of the page before."""

    account: str | None = None
    slug: str | None = None
    wallet: str | None = None
    day: date | None = None
    before: str | None = None


class PlayRecord:
    """Reads plays, the newest first, and forgets the oldest."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, play_id: str) -> Play | None:
        """Return a play, or `None`."""
        return await self._session.get(Play, play_id)

    async def list_plays(self, wanted: Wanted) -> tuple[list[Play], str | None]:
        """Return a page of plays, and what `before` is for the next one, if there is one."""
        order = (col(Play.started_at).desc(), col(Play.id).desc())
        statement = select(Play).where(*_conditions(wanted)).order_by(*order).limit(PLAYS_PER_PAGE + 1)
        plays = list((await self._session.execute(statement)).scalars())
        page = plays[:PLAYS_PER_PAGE]
        return page, page[-1].id if len(plays) > len(page) else None

    async def delete_begun_before(self, moment: datetime) -> int:
        """Delete the oldest plays that began before a moment and are over, so many at once; return how many."""
        oldest = (
            select(col(Play.id))
            .where(col(Play.started_at) < moment, col(Play.expires_at) < moment)
            .order_by(col(Play.started_at), col(Play.id))
            .limit(DELETED_AT_ONCE)
        )
        statement = delete(Play).where(col(Play.id).in_(oldest)).returning(col(Play.id))
        return len((await self._session.execute(statement)).all())


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.account is not None:
        yield col(Play.account) == wanted.account
    if wanted.slug is not None:
        yield col(Play.slug) == wanted.slug
    if wanted.wallet is not None:
        yield col(Play.wallet) == wanted.wallet
    if wanted.day is not None:
        midnight = datetime.combine(wanted.day, time(), UTC)
        yield col(Play.started_at) >= midnight
        yield col(Play.started_at) < midnight + timedelta(days=1)
    if wanted.before is not None:
        last = select(col(Play.started_at), col(Play.id)).where(col(Play.id) == wanted.before).scalar_subquery()
        yield tuple_(col(Play.started_at), col(Play.id)) < last
