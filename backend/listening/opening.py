"""Keep what many hear opened, for as long as the application runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from backend.core.loops import run_beside
from backend.listening.shelf import SoundShelf

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_SWEEPS = 60.0
SECONDS_AFTER_TROUBLE = 60.0


@asynccontextmanager
async def keep_opened(shelf: SoundShelf) -> AsyncIterator[None]:
    """Open and sweep until the block ends."""
    async with run_beside(_repeat(shelf.open_next, 0), _repeat(shelf.sweep, SECONDS_BETWEEN_SWEEPS)):
        yield


async def _repeat(step: Callable[[], Awaitable[None]], pause_seconds: float) -> None:
    while True:
        try:
            await step()
        except Exception:
            logger.exception("opened files could not be kept, trying again")
            await asyncio.sleep(SECONDS_AFTER_TROUBLE)
        await asyncio.sleep(pause_seconds)
