"""SQLite with one visit to its thread for each statement; aiosqlite makes four, each dearer than most queries."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from aiosqlite import Connection, Cursor

CHUNK_ROWS = 64


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
    """A connection whose cursors are made and closed where they are asked for."""

    def __init__(self, path: str) -> None:
        # Cursors are made outside of its thread; SQLite itself is compiled to be used from several.
        super().__init__(lambda: sqlite3.connect(path, check_same_thread=False), CHUNK_ROWS)
        self._thread.daemon = True
        self._beginning: str | None = None
        self._is_settled = True

    def cursor(self) -> QuickCursor:  # type: ignore[override]
        """Return a new cursor; it can be entered without waiting for the thread."""
        return QuickCursor(self, self._conn.cursor())

    def begin(self, beginning: str) -> None:
        """Have a transaction begin by this statement, on the way to the first one inside of it."""
        self._beginning = beginning

    async def run(self, statement: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the statement returns
        """Run a statement in the thread, behind what begins its transaction."""
        self._is_settled = False
        result = await self._execute(self._run, self._beginning, statement)  # type: ignore[no-untyped-call]
        self._is_settled = True
        return result

    async def commit(self) -> None:
        """Commit what was begun."""
        if self._beginning is None:
            await super().commit()
        self._beginning = None

    async def rollback(self) -> None:
        """Roll back what was begun; where a statement failed or was given up on, after it."""
        self._beginning = None
        if not self._is_settled or self._conn.in_transaction:
            await super().rollback()

    def _run(self, beginning: str | None, statement: Callable[[], Any]) -> Any:  # noqa: ANN401
        if beginning is not None:
            self._conn.execute(beginning)
            self._beginning = None
        return statement()
