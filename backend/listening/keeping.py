"""Keep board and live counts in step with the database for as long as the application runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend.core.loops import run_beside
from backend.listening.board import PlayBoard
from backend.listening.listeners import Listeners

logger = logging.getLogger(__name__)
REFRESH_SECONDS = 1.0  # how long a play that ended may still be served


@asynccontextmanager
async def keep_board(board: PlayBoard, listeners: Listeners) -> AsyncIterator[None]:
    """Go round until the block ends, then write what was counted since the last time."""
    try:
        async with run_beside(_run(board, listeners)):
            yield
    finally:
        await board.flush()


async def _run(board: PlayBoard, listeners: Listeners) -> None:
    while True:
        listeners.keep_open()
        try:
            await board.refresh()
            listeners.show(board.count_listeners())
            # Often, so that no flush is of so many plays that the sound of all others waits for it.
            await board.flush()
        except Exception:
            # Until the database answers again, plays go on to the end of their lease.
            logger.exception("the board of plays could not be refreshed, trying again")
        await asyncio.sleep(REFRESH_SECONDS)
