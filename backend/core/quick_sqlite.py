"""SQLite with one visit to its thread for each statement: aiosqlite makes four, each dearer than most queries."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from aiosqlite import Connection, Cursor

CHUNK_ROWS = 64
READING = "BEGIN"
WRITING = "BEGIN IMMEDIATE"


class QuickCursor(Cursor):
    """A cursor that has its rows when it has run: nothing here reads more rows than it keeps."""

    def __init__(self, connection: "QuickConnection", cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
        self._quick = connection
        self._rows: deque[Any] = deque()
        self._is_running = False

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "QuickCursor":
        """Run a statement and take its rows along."""
        self._rows = deque(await self._execute(self._run, sql, parameters or ()))
        return self

    async def fetchone(self) -> Any:  # noqa: ANN401 - a row has the type its factory gives it
        """Return the next row."""
        return self._rows.popleft() if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the next rows."""
        count = min(size or self.arraysize, len(self._rows))
        return [self._rows.popleft() for _ in range(count)]

    async def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        rows = list(self._rows)
        self._rows.clear()
        return rows

    async def close(self) -> None:
        """Close at once; where the statement was given up on, after it."""
        if self._is_running:
            await super()._execute(self._cursor.close)  # type: ignore[no-untyped-call]
        else:
            self._cursor.close()

    async def _execute(self, fn: Callable[..., Any], *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        self._is_running = True
        result = await self._quick.run(partial(fn, *arguments, **options))
        self._is_running = False
        return result

    def _run(self, sql: str, parameters: Any) -> list[Any]:  # noqa: ANN401 - what `sqlite3` takes
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall() if self._cursor.description else []


class QuickConnection(Connection):
    """A connection whose cursors are made and closed where they are asked for; all it runs is in transactions.

    A transaction begins on the way to its first statement; unless something else was said, as one that reads.
    """

    def __init__(self, path: str, pragmas: Sequence[str] = ()) -> None:
        super().__init__(partial(_connect, path, pragmas), CHUNK_ROWS)
        self._thread.daemon = True
        self._beginning = READING
        self._is_settled = True

    def cursor(self) -> QuickCursor:  # type: ignore[override]
        """Return a new cursor; it can be entered without waiting for the thread."""
        return QuickCursor(self, self._conn.cursor())

    def begin(self, beginning: str) -> None:
        """Have the next transaction begin by this statement."""
        self._beginning = beginning

    async def run(self, statement: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the statement returns
        """Run a statement inside a transaction, in the thread."""
        self._is_settled = False
        result = await self._execute(self._run, statement)  # type: ignore[no-untyped-call]
        self._is_settled = True
        return result

    async def commit(self) -> None:
        """Commit what was begun."""
        self.begin(READING)
        if self._conn.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back what was begun; where a statement failed or was given up on, after it."""
        self.begin(READING)
        if not self._is_settled or self._conn.in_transaction:
            await super().rollback()
            self._is_settled = True

    def _run(self, statement: Callable[[], Any]) -> Any:  # noqa: ANN401
        if not self._conn.in_transaction:
            self._conn.execute(self._beginning)
        return statement()


def _connect(path: str, pragmas: Sequence[str]) -> sqlite3.Connection:
    # Cursors are made outside of the thread; SQLite itself is compiled to be used from several.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in pragmas:
        connection.execute(pragma)
    return connection
