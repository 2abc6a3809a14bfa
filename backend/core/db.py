"""The database and the only places that commit: a request, or a block range with its cursor."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, cast

from sqlalchemy import URL, Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from backend.core.quick_sqlite import PATIENCE, QuickConnection

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    PATIENCE,
    # Indexes of hashes are written all over: 64 MiB of pages, where the usual 2 MiB spill again and again.
    "PRAGMA cache_size = -65536",
    # Whoever commits with so many pages of changes waits until they are brought home: more than short ones ever leave,
    # and enough for an indexer's ranges, which change the same pages again, to bring each home once for several.
    "PRAGMA wal_autocheckpoint = 32768",
)
BEGINNING = "sqlite_beginning"
IS_SHORT = "sqlite_is_short"
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
        self._turn: AbstractAsyncContextManager[None] = nullcontext()
        if self.engine.dialect.name == "sqlite":
            _begin_explicitly(self.engine)
            # SQLite lets one writer in and has the others sleep and try again, some of them for seconds: queue instead.
            self._turn = asyncio.Lock()
        self._writing = {is_short: self._make_sessions("BEGIN IMMEDIATE", is_short) for is_short in (False, True)}
        self._reading = {is_short: self._make_sessions("BEGIN", is_short) for is_short in (False, True)}

    @asynccontextmanager
    async def transaction(self, *, is_short: bool = False) -> AsyncIterator[AsyncSession]:
        """Open a session that commits at the end, or rolls back on any error.

        A short one asks for a few rows by key: SQLite answers on the loop's own thread, where nothing may take long.
        """
        async with self._turn, self._writing[is_short]() as session:
            yield session
            await session.commit()

    @asynccontextmanager
    async def snapshot(self, *, is_short: bool = False) -> AsyncIterator[AsyncSession]:
        """Open a session that reads one moment of the database and never commits; `is_short` as of a transaction."""
        async with self._reading[is_short]() as session:
            yield session

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    def _make_sessions(self, beginning: str, is_short: bool) -> async_sessionmaker[AsyncSession]:
        engine = self.engine.execution_options(**{BEGINNING: beginning, IS_SHORT: is_short})
        return async_sessionmaker(engine, expire_on_commit=False)


def _create_engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url)
    path = url.database or ":memory:"
    return create_async_engine(url, async_creator=lambda: QuickConnection(path))


def _begin_explicitly(engine: AsyncEngine) -> None:
    """Say how a transaction begins: a writer takes the lock at once instead of failing half way."""

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's connection has no common type
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        quick = cast("QuickConnection", connection.connection.driver_connection)
        options = connection.get_execution_options()
        quick.begin(options.get(BEGINNING, "BEGIN"), is_short=options.get(IS_SHORT, False))


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
