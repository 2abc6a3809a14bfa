"""SQLite asked on the event loop's own thread, for what a key answers in microseconds.

By way of an asynchronous driver such a statement costs many times what SQLite takes for it: a visit to a thread, or a
switch of greenlets. Nothing that may take long belongs here.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, suppress
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, Engine, Executable, NullPool, create_engine

from backend.core.quick_sqlite import READING, WRITING

COMMITS_PER_CHECKPOINT = 100
CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)"
PATIENCE_SECONDS = 10.0
RETRY_SECONDS = 0.002
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class LoopConnection:
    """One connection; between `begin` and `commit` or `rollback` it is one task's."""

    def __init__(self, engine: Engine) -> None:
        # For SQLAlchemy there are no transactions here: it would begin and end its own around ours.
        self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._sqlite = cast("sqlite3.Connection", self._connection.connection.driver_connection)

    def get_bind(self) -> Connection:
        """Return what knows the dialect, as a session does."""
        return self._connection

    async def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement."""
        return self._connection.execute(statement, parameters)

    async def begin(self, beginning: str) -> None:
        """Begin a transaction; what waits for another process' writer lets the loop go on meanwhile."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with suppress(sqlite3.OperationalError):
                self._sqlite.execute(beginning)
                return
            await asyncio.sleep(RETRY_SECONDS)
        self._sqlite.execute(beginning)

    def commit(self) -> None:
        """Commit what was begun."""
        self._sqlite.commit()

    def rollback(self) -> None:
        """Take back what was begun."""
        self._sqlite.rollback()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class LoopPool:
    """Connections to one file, as many as there are transactions at once."""

    def __init__(self, path: str, pragmas: Sequence[str]) -> None:
        self._path = path
        self._pragmas = pragmas
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=NullPool)
        self._idle: list[LoopConnection] = []
        self._commits = 0
        self._bringing_home: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[LoopConnection]:
        """Lend a connection that reads one moment."""
        async with self._lend(READING) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[LoopConnection]:
        """Lend a connection that writes; commit at the end, or roll back on any error."""
        async with self._lend(WRITING) as connection:
            yield connection
            connection.commit()
        self._commits += 1
        if self._commits % COMMITS_PER_CHECKPOINT == 0 and self._bringing_home is None:
            self._bringing_home = asyncio.create_task(self._bring_home())

    async def close(self) -> None:
        """Close what is idle."""
        if self._bringing_home:
            await self._bringing_home
        while self._idle:
            self._idle.pop().close()

    @asynccontextmanager
    async def _lend(self, beginning: str) -> AsyncIterator[LoopConnection]:
        connection = self._idle.pop() if self._idle else LoopConnection(self._engine)
        try:
            await connection.begin(beginning)
            yield connection
        finally:
            connection.rollback()
            self._idle.append(connection)

    async def _bring_home(self) -> None:
        """Bring changes home from the log into the file, in a thread, before a commit on the loop has to."""
        try:
            await asyncio.to_thread(self._checkpoint)
        finally:
            self._bringing_home = None

    def _checkpoint(self) -> None:
        with closing(self._connect()) as connection:
            connection.execute(CHECKPOINT)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        for pragma in self._pragmas:
            connection.execute(pragma)
        return connection
