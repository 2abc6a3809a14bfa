"""The way from a thread back to the event loop that owns the database and the clients."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Portal = Callable[[Coroutine[Any, Any, Any]], Any]


def open_portal() -> Portal:
    """Return a function that runs a coroutine on the loop of now, called from a thread that waits for it."""
    loop = asyncio.get_running_loop()

    def run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever the coroutine returns
        return asyncio.run_coroutine_threadsafe(work, loop).result()

    return run
