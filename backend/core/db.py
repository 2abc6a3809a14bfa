"""The database and the only places that commit: a request, or a block range with its cursor."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, Protocol, cast

from sqlalchemy import URL, Connection, Engine, Executable, Result, Table, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from backend.core.loop_sqlite import LoopPool, Parameters
from backend.core.quick_sqlite import WRITING, QuickConnection

PATIENCE = "PRAGMA busy_timeout = 10000"
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
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


class Executor(Protocol):
    """What runs statements: a session, or a connection for short transactions."""

    async def execute(self, statement: Executable, parameters: Parameters = None, /) -> Result[*tuple[Any, ...]]:
        """Run a statement."""
        ...

    def get_bind(self) -> Engine | Connection:
        """Return what knows the dialect."""
        ...


class PlainExecutor:
    """A connection without a mapper, for short transactions where statements travel anyhow."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def execute(self, statement: Executable, parameters: Parameters = None) -> Result[*tuple[Any, ...]]:
        """Run a statement."""
        return await self._connection.execute(statement, parameters)

    def get_bind(self) -> Connection:
        """Return what knows the dialect."""
        return cast("Connection", self._connection.sync_connection)


class Database:
    """An engine for SQLite or PostgreSQL and the transactions on it.

    Short ones ask for a few rows by key and run statements of tables, not of the mapper: SQLite answers them on the
    loop's own thread, where nothing may take long.
    """

    def __init__(self, url: str) -> None:
        place = make_url(url)
        self.engine = _create_engine(place)
        self._short = LoopPool(_find_path(place), SQLITE_PRAGMAS) if self.engine.dialect.name == "sqlite" else None
        # SQLite lets one writer in and has the others sleep and try again, some of them for seconds: queue instead.
        self._turn: AbstractAsyncContextManager[None] = asyncio.Lock() if self._short else nullcontext()
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a session that commits at the end, or rolls back on any error."""
        async with self._turn, self._sessions() as session:
            if self._short:
                # A writer takes the lock at once instead of failing half way.
                await _begin(session, WRITING)
            yield session
            await session.commit()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncSession]:
        """Open a session that reads one moment of the database and never commits."""
        async with self._sessions() as session:
            yield session

    @asynccontextmanager
    async def short_transaction(self) -> AsyncIterator[Executor]:
        """Open a short transaction that commits at the end, or rolls back on any error."""
        if self._short:
            async with self._turn, self._short.write() as connection:
                yield connection
        else:
            async with self.engine.begin() as connection:
                yield PlainExecutor(connection)

    @asynccontextmanager
    async def short_snapshot(self) -> AsyncIterator[Executor]:
        """Open a short transaction that reads one moment of the database and never commits."""
        if self._short:
            async with self._short.read() as connection:
                yield connection
        else:
            async with self.engine.connect() as connection:
                yield PlainExecutor(connection)

    async def close(self) -> None:
        """Close every connection."""
        if self._short:
            await self._short.close()
        await self.engine.dispose()


def _create_engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url)
    pragmas = (*SQLITE_PRAGMAS, PATIENCE)
    return create_async_engine(url, async_creator=lambda: QuickConnection(_find_path(url), pragmas))


def _find_path(url: URL) -> str:
    return url.database or ":memory:"


async def _begin(session: AsyncSession, beginning: str) -> None:
    """Say how a transaction in SQLite begins: not by listening to the engine, which then tells of every statement."""
    connection = (await session.connection()).sync_connection
    if connection is not None:
        cast("QuickConnection", connection.connection.driver_connection).begin(beginning)


def choose_insert(session: Executor) -> CreateInsert:
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
