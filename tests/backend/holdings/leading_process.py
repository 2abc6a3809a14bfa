"""Index while leading, and say so after every step, until killed."""

import asyncio

from backend.chain.leadership import create_leadership
from backend.core.db import Database
from tests.backend.holdings.speaker import open_indexer

POLL_SECONDS = 0.02


def lead(rpc_url, database_url, start_block, teller):
    """Run in a process of its own; `teller` is a pipe that has a word for every step."""
    asyncio.run(_lead(rpc_url, database_url, start_block, teller))


async def _lead(rpc_url, database_url, start_block, teller):
    database = Database(database_url)
    leadership = create_leadership(database)
    async with open_indexer(rpc_url, database, start_block) as indexer:
        while True:
            is_busy = False
            if await leadership.take():
                is_busy = await indexer.step()
                teller.send("step")
            await asyncio.sleep(0 if is_busy else POLL_SECONDS)
