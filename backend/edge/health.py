"""Whether this process can serve, and what an operator should look at."""

import asyncio
import os
import shutil
from pathlib import Path
from typing import Literal

from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from backend.chain.models import Cursor
from backend.chain.repository import ChainRepository
from backend.core.db import Database
from backend.edge.errors import DatabaseSilent

PATIENCE_SECONDS = 5
SPARE_BYTES = 1024**3


class Health(BaseModel):
    """The application answers; block numbers are null until the first block is indexed."""

    status: Literal["ok", "degraded"]
    indexed_block: int | None
    finalized_block: int | None
    troubles: list[str]


async def find_health(database: Database, folder: Path) -> Health:
    """Look at the database, the index and the disk; raises `DatabaseSilent`."""
    cursor = await find_index(database)
    troubles = list_disk_troubles(folder)
    return Health(
        status="degraded" if troubles else "ok",
        indexed_block=cursor.number if cursor else None,
        finalized_block=cursor.finalized_number if cursor else None,
        troubles=troubles,
    )


async def find_index(database: Database) -> Cursor | None:
    """Return how far the index is; raises `DatabaseSilent`."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), database.snapshot() as session:
            return await ChainRepository(session).find_cursor()
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseSilent from error


def list_disk_troubles(folder: Path) -> list[str]:
    """Say what is wrong with the disk that sound and content are kept on."""
    if not os.access(folder, os.W_OK):
        return ["DATA_DIRECTORY cannot be written to. Give it back to the user this runs as, or mount its disk."]
    if shutil.disk_usage(folder).free < SPARE_BYTES:
        return ["The disk of DATA_DIRECTORY has less than 1 GiB left. Make room before the next release."]
    return []
