"""Loops that run beside everything else."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

logger = logging.getLogger(__name__)


@asynccontextmanager
async def run_beside(*loops: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run loops until the block ends; one that gave up before raises its error then."""
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def repeat(
    step: Callable[[], Awaitable[None]], pause_seconds: float, pause_after_trouble_seconds: float | None = None
) -> None:
    """Do a step again and again; trouble is logged and tried again, after a pause of its own where there is one."""
    while True:
        pause = pause_seconds
        try:
            await step()
        except Exception:
            logger.exception("%s failed, trying again", step.__qualname__)
            pause = pause_seconds if pause_after_trouble_seconds is None else pause_after_trouble_seconds
        await asyncio.sleep(pause)
