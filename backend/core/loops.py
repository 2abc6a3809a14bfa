"""Loops that run beside everything else."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any


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
