"""Whether this process can serve, and what an operator should look at."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.freshness import Freshness, find_freshness
from backend.core.clock import Clock
from backend.core.db import Database
from backend.edge.errors import DatabaseSilent
from backend.relay.health import list_relay_troubles
from backend.royalties.unread import list_split_troubles

PATIENCE_SECONDS = 5
SPARE_BYTES = 1024**3
MOST_UNSETTLED_BLOCKS = 512


class Health(BaseModel):
    """What works: block numbers are null until the first block is indexed, and so is the age of what is known.

    `degraded` is for an operator to look at: people are served, though perhaps not in everything.
    """

    status: Literal["ok", "degraded"]
    indexed_block: int | None
    finalized_block: int | None
    head_block: int | None
    index_age_seconds: float | None
    troubles: list[str]


class Examination:
    """Looks at what everything here stands on."""

    def __init__(self, database: Database, clock: Clock, staleness_seconds: int, folder: Path) -> None:
        self._database = database
        self._clock = clock
        self._staleness_seconds = staleness_seconds
        self._folder = folder

    async def find_health(self) -> Health:
        """Look at the database, the index and the disk; raises `DatabaseSilent`."""
        index = await self.find_index()
        async with self._read() as session:
            others = [*await list_split_troubles(session), *await list_relay_troubles(session, self._clock())]
        troubles = [*list_index_troubles(index), *list_disk_troubles(self._folder), *others]
        return Health(
            status="degraded" if troubles else "ok",
            indexed_block=index.indexed_block,
            finalized_block=None if index.indexed_block is None else index.finalized_block,
            head_block=index.head_block,
            index_age_seconds=index.age_seconds,
            troubles=troubles,
        )

    async def find_index(self) -> Freshness:
        """Return how far the index is; raises `DatabaseSilent`."""
        async with self._read() as session:
            return await find_freshness(session, self._clock(), self._staleness_seconds)

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[AsyncSession]:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._database.snapshot() as session:
                yield session
        except (SQLAlchemyError, OSError) as error:
            raise DatabaseSilent from error


def list_index_troubles(index: Freshness) -> list[str]:
    """Say why what is known of the chain may be old."""
    if index.problem:
        return [index.problem]
    if index.age_seconds is None:
        return ["The chain was not read to its end yet. Wait, or start a worker."]
    if index.is_stale:
        age_seconds = round(index.age_seconds)
        return [f"The chain was last seen {age_seconds} s ago: nothing new starts to play. See RPC_URL and the worker."]
    if index.head_block is not None and index.head_block - index.finalized_block > MOST_UNSETTLED_BLOCKS:
        stand = f"No block became final after {index.finalized_block}, and the chain is at {index.head_block}"
        return [f"{stand}: what arrived since does not count yet. See RPC_URL and the state of the chain."]
    return []


def list_disk_troubles(folder: Path) -> list[str]:
    """Say what is wrong with the disk that sound and content are kept on."""
    if not os.access(folder, os.W_OK):
        return ["DATA_DIRECTORY cannot be written to. Give it back to the user this runs as, or mount its disk."]
    if shutil.disk_usage(folder).free < SPARE_BYTES:
        return ["The disk of DATA_DIRECTORY has less than 1 GiB left. Make room before the next release."]
    return []
