"""Run migrations on the database the settings name, SQLite or PostgreSQL."""

import asyncio
from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum
from sqlalchemy.engine import Connection
from sqlmodel.sql.sqltypes import AutoString

from backend.core.config import Settings
from backend.core.db import Database
from backend.core.types import AmountColumn, UtcColumn, WeiColumn
from backend.migrations.tables import METADATA


def _render(kind: str, item: Any, _context: object) -> str | Literal[False]:  # noqa: ANN401 - a type or anything else
    """Write our column types by name and names as plain text."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return "sa.String()"
    if isinstance(item, Enum):
        return f"sa.String({item.length})"
    return f"types.{type(item).__name__}()" if isinstance(item, (AmountColumn, WeiColumn, UtcColumn)) else False


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, render_item=_render)
    with context.begin_transaction():
        context.run_migrations()


async def _connect(url: str) -> None:
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.run_sync(_migrate)
    await database.close()


asyncio.run(_connect(context.config.get_main_option("sqlalchemy.url") or Settings().database_url))
