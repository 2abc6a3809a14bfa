"""The database and the only places that commit: a request, or a block range with its cursor."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, cast

from sqlalchemy import URL, Table, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from backend.core.quick_sqlite import PATIENCE, READING, WRITING, QuickConnection

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    PATIENCE,
    # Indexes of hashes are written all over: 64 MiB of pages, where the usual 2 MiB spill again and again.
    "PRAGMA cache_size = -65536",
    # More pages of changes than short transactions leave behind: none of them has to bring the changes home itself. And
    # enough for an indexer's ranges, which change the same pages again, to bring each home once for several.
    "PRAGMA wal_autocheckpoint = 32768",
)
Insert = sqlite.Insert | postgresql.Insert
CreateInsert = Callable[[type[SQLModel] | Table], Insert]
INSERTS: dict[str, CreateInsert] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class Database:
    """An engine for SQLite or PostgreSQL and the transactions on it."""

    def __init__(self, url: str) -> None:
        self.engine = _create_engine(make_url(url))
        self._is_quick = self.engine.dialect.name == "sqlite"
        # SQLite lets one writer in and has the others sleep and try again, some of them for seconds: queue instead.
        self._turn: AbstractAsyncContextManager[None] = asyncio.Lock() if self._is_quick else nullcontext()
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self, *, is_short: bool = False) -> AsyncIterator[AsyncSession]:
        """Open a session that commits at the end, or rolls back on any error.

        A short one asks for a few rows by key: SQLite answers on the loop's own thread, where nothing may take long.
        """
        async with self._turn, self._sessions() as session:
            if self._is_quick:
                # A writer takes the lock at once instead of failing half way.
                await _begin(session, WRITING, is_short=is_short)
            yield session
            await session.commit()

    @asynccontextmanager
    async def snapshot(self, *, is_short: bool = False) -> AsyncIterator[AsyncSession]:
        """Open a session that reads one moment of the database and never commits; `is_short` as of a transaction."""
        async with self._sessions() as session:
            if self._is_quick and is_short:
                await _begin(session, READING, is_short=True)
            yield session

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _create_engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url)
    path = url.database or ":memory:"
    return create_async_engine(url, async_creator=lambda: QuickConnection(path, SQLITE_PRAGMAS))


async def _begin(session: AsyncSession, beginning: str, *, is_short: bool) -> None:
    """Say how a transaction in SQLite begins: not by listening to the engine, which then tells of every statement."""
    connection = (await session.connection()).sync_connection
    if connection is not None:
        cast("QuickConnection", connection.connection.driver_connection).begin(beginning, is_short=is_short)


def choose_insert(session: AsyncSession) -> CreateInsert:
    """Return the INSERT of this session's database, which knows what to do about a row that is there already."""
    return INSERTS[session.get_bind().dialect.name]


async def insert_rows(
    session: AsyncSession, insert: Insert, rows: Sequence[Mapping[str, Any]], sources: Mapping[str, str]
) -> None:
    """Insert many rows; `sources` are the names that the columns' values have in `rows`.

    The driver is handed the values: by way of SQLAlchemy each row of parameters is dearer than the row itself.
    """
    connection = await session.connection()
    compiled = insert.compile(dialect=connection.dialect, column_keys=list(sources))
    columns = insert.table.c
    values = [
        _list_values(rows, sources[name], columns[name].type.dialect_impl(connection.dialect), connection.dialect)
        for name in compiled.positiontup or ()
    ]
    await connection.exec_driver_sql(str(compiled), list(zip(*values, strict=True)))


def _list_values(rows: Sequence[Mapping[str, Any]], name: str, kind: TypeEngine[Any], dialect: Dialect) -> list[Any]:
    """Return a column as the driver takes it."""
    process = kind.bind_processor(dialect)
    values = [row[name] for row in rows]
    return [process(value) for value in values] if process else values
