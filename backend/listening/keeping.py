"""Keep the board in step with the database for as long as the application runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from backend.listening.board import PlayBoard

logger = logging.getLogger(__name__)
REFRESH_SECONDS = 1.0  # how long a play that ended may still be served
ROUNDS_PER_FLUSH = 10


@asynccontextmanager
async def keep_board(board: PlayBoard) -> AsyncIterator[None]:
    """Refresh and flush the board until the block ends, and flush it once more."""
    loop = asyncio.create_task(_run(board))
    try:
        yield
    finally:
        loop.cancel()
        with suppress(asyncio.CancelledError):
            await loop
        await board.flush()


async def _run(board: PlayBoard) -> None:
    rounds = 0
    while True:
        rounds += 1
        try:
            await board.refresh()
            if rounds % ROUNDS_PER_FLUSH == 0:
                await board.flush()
        except Exception:
            # Until the database answers again, plays go on to the end of their lease.
            logger.exception("the board of plays could not be refreshed, trying again")
        await asyncio.sleep(REFRESH_SECONDS)
