"""SQLite with one visit to its thread for each statement, or none: aiosqlite makes four, each dearer than most queries.

A statement that a key answers takes microseconds, a visit hundreds of them, and longer while the loop is busy. What is
begun as short runs where it is asked for, on the loop's own thread; what may take a while there stays in the other: the
wait for another writer's lock, and what brings the log of changes home into the database's file.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from aiosqlite import Connection, Cursor

CHUNK_ROWS = 64
READING = "BEGIN"
WRITING = "BEGIN IMMEDIATE"
PATIENCE = "PRAGMA busy_timeout = 10000"
NO_PATIENCE = "PRAGMA busy_timeout = 0"
COMMITS_PER_CHECKPOINT = 100
CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)"


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
        self._is_short = False
        self._is_settled = True
        self._short_commits = 0

    def cursor(self) -> QuickCursor:  # type: ignore[override]
        """Return a new cursor; it can be entered without waiting for the thread."""
        return QuickCursor(self, self._conn.cursor())

    def begin(self, beginning: str, *, is_short: bool = False) -> None:
        """Have the next transaction begin by this statement."""
        self._beginning, self._is_short = beginning, is_short

    async def run(self, statement: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the statement returns
        """Run a statement inside a transaction: here, or in the thread."""
        if self._is_short and (self._conn.in_transaction or self._has_begun_at_once()):
            return statement()
        self._is_settled = False
        result = await self._execute(self._run, statement)  # type: ignore[no-untyped-call]
        self._is_settled = True
        return result

    async def commit(self) -> None:
        """Commit what was begun."""
        is_short = self._is_short
        self.begin(READING)
        if not self._conn.in_transaction:
            return
        if is_short:
            self._conn.commit()
            await self._bring_home()
        else:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back what was begun; where a statement failed or was given up on, after it."""
        is_short = self._is_short
        self.begin(READING)
        if is_short and self._is_settled:
            self._conn.rollback()
        elif not self._is_settled or self._conn.in_transaction:
            await super().rollback()
            self._is_settled = True

    def _has_begun_at_once(self) -> bool:
        """Begin without waiting; tell whether that could be done."""
        self._conn.execute(NO_PATIENCE)
        try:
            self._conn.execute(self._beginning)
        except sqlite3.OperationalError:
            return False
        finally:
            self._conn.execute(PATIENCE)
        return True

    async def _bring_home(self) -> None:
        """Now and then bring changes home in the thread, before a commit here has to."""
        self._short_commits += 1
        if self._short_commits % COMMITS_PER_CHECKPOINT == 0:
            await self.execute_fetchall(CHECKPOINT)

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
