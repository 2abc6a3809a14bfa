"""All SQL of plays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.listening.models import Play

BoardRow = Row[str, str, str, datetime, datetime, int, int]
BOARD_COLUMNS = (
    col(Play.id),
    col(Play.slug),
    col(Play.recording),
    col(Play.started_at),
    col(Play.expires_at),
    col(Play.pace),
    col(Play.bytes_sent),
)


class PlayRepository:
    """Reads and writes plays."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_live(self, play_id: str, now: datetime) -> BoardRow | None:
        """Return what the board shows of a play, or `None` when it does not go on."""
        statement = select(*BOARD_COLUMNS).where(col(Play.id) == play_id, *_is_live(now))
        return (await self._session.execute(statement)).one_or_none()

    async def list_live(self, now: datetime) -> Sequence[BoardRow]:
        """Return what the board shows of every play that goes on."""
        return (await self._session.execute(select(*BOARD_COLUMNS).where(*_is_live(now)))).all()

    async def add_bytes(self, sent: Mapping[str, int], ripping: Iterable[str], now: datetime) -> None:
        """Add what was sent to each play, and mark those that were copied rather than heard."""
        if sent:
            added = (
                update(Play)
                .where(col(Play.id) == bindparam("play"))
                .values(bytes_sent=col(Play.bytes_sent) + bindparam("sent"))
            )
            await self._run_many(added, [{"play": play, "sent": count} for play, count in sorted(sent.items())])
        marked = update(Play).where(col(Play.id) == bindparam("play"), col(Play.ripping_at).is_(None))
        if plays := sorted(ripping):
            await self._run_many(marked.values(ripping_at=now), [{"play": play} for play in plays])

    async def _run_many(self, statement: Any, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - an UPDATE
        connection = await self._session.connection()
        await connection.execute(statement, rows)


def _is_live(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Play.ended_at).is_(None), col(Play.expires_at) > now
