"""One of several processes indexes, and one sends: whoever holds a lock that dies with its process.

Two that both believe to lead do no harm, only double work: the cursor is moved by one of them (`CursorMoved`), and what
is sent was written down by one of them before.
"""

import fcntl
from contextlib import suppress
from enum import Enum
from io import FileIO
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from backend.core.db import Database


class Post(Enum):
    """What only one process does.

    The number names its lock among the advisory locks of a PostgreSQL database and only has to be its own; the word is
    the end of the locked file's name beside an SQLite database.
    """

    INDEXING = (0x48656374, "leader")
    RELAYING = (0x48656375, "relayer")

    def __init__(self, number: int, suffix: str) -> None:
        self.number = number
        self.suffix = suffix


class Leadership(Protocol):
    """A place only one process has at a time."""

    async def take(self) -> bool:
        """Take the place if it is free; return whether this process has it."""

    async def release(self) -> None:
        """Give the place up."""


def create_leadership(database: Database, post: Post = Post.INDEXING) -> Leadership:
    """Return the place of the process that has a post at a database."""
    engine = database.engine
    if engine.dialect.name == "postgresql":
        return ServerLock(engine, post.number)
    path = engine.url.database
    return FileLock(Path(f"{path}.{post.suffix}")) if path and path != ":memory:" else OnlyProcess()


class OnlyProcess:
    """A database in memory has no other process."""

    async def take(self) -> bool:
        """Lead."""
        return True

    async def release(self) -> None:
        """Give up nothing."""


class FileLock:
    """A lock on a file beside an SQLite database, which the kernel frees when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None

    async def take(self) -> bool:
        """Lock the file; return whether it is locked by this process."""
        if self._file is None:
            file = FileIO(self._path, "a")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
            else:
                self._file = file
        return self._file is not None

    async def release(self) -> None:
        """Unlock the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


class ServerLock:
    """An advisory lock on a connection of its own: PostgreSQL frees it when the connection ends, however it ends."""

    def __init__(self, engine: AsyncEngine, number: int) -> None:
        self._engine = engine
        self._number = number
        self._connection: AsyncConnection | None = None

    async def take(self) -> bool:
        """Lock, or make sure that the connection with the lock is still there."""
        if self._connection is not None:
            return await self._is_alive(self._connection)
        connection = await self._engine.connect()
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        if await connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": self._number}):
            self._connection = connection
            return True
        await connection.close()
        return False

    async def release(self) -> None:
        """End the connection, and with it the lock: one that went back to the pool would keep it."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.invalidate()
            await connection.close()

    async def _is_alive(self, connection: AsyncConnection) -> bool:
        try:
            await connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            self._connection = None
            with suppress(SQLAlchemyError):
                await connection.close()
            return False
        return True
