"""Run migrations on the database the settings name, SQLite or PostgreSQL."""

import asyncio

from alembic import context
from sqlalchemy.engine import Connection

from backend.core.config import Settings
from backend.core.db import Database
from backend.migrations.tables import METADATA


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def _connect(url: str) -> None:
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.run_sync(_migrate)
    await database.close()


asyncio.run(_connect(context.config.get_main_option("sqlalchemy.url") or Settings().database_url))
