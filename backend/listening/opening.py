"""Keep what many hear opened, for as long as the application runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend.core.loops import repeat, run_beside
from backend.listening.shelf import SoundShelf

SECONDS_BETWEEN_SWEEPS = 60.0
SECONDS_AFTER_TROUBLE = 60.0


@asynccontextmanager
async def keep_opened(shelf: SoundShelf) -> AsyncIterator[None]:
    """Open and sweep until the block ends."""
    opening, sweeping = repeat(shelf.open_next, 0, SECONDS_AFTER_TROUBLE), repeat(shelf.sweep, SECONDS_BETWEEN_SWEEPS)
    async with run_beside(opening, sweeping):
        yield
