"""Keep board and live counts in step with the database for as long as the application runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend.core.loops import repeat, run_beside
from backend.listening.board import PlayBoard
from backend.listening.listeners import Listeners

REFRESH_SECONDS = 1.0  # how long a play that ended may still be served


@asynccontextmanager
async def keep_board(board: PlayBoard, listeners: Listeners) -> AsyncIterator[None]:
    """Go round until the block ends, then write what was counted since the last time.

    Until the database answers again, plays go on to the end of their lease.
    """

    async def keep_step() -> None:
        listeners.keep_open()
        await board.refresh()
        listeners.show(board.count_listeners())
        # Often, so that no flush is of so many plays that the sound of all others waits for it.
        await board.flush()

    try:
        async with run_beside(repeat(keep_step, REFRESH_SECONDS)):
            yield
    finally:
        await board.flush()
