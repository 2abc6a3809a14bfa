"""Hang up in the middle of an answer.

ASGI has no word for it, and an answer that merely stops is a mistake in the log of the server. So the server puts into
the scope how its connection is closed; one that does not finds out by itself.
"""

import asyncio

from starlette.types import Scope

EXTENSION = "hectic.hang_up"
LONGEST_SECONDS = 1.0  # a client that sends its next request early may hide from this one that it is gone


async def hang_up(scope: Scope, gone: "asyncio.Task[None]") -> None:
    """Close the connection of a request, with whatever is still to be sent, and wait until `gone` has noticed."""
    close = scope.get("extensions", {}).get(EXTENSION)
    if close is not None:
        close()
        await asyncio.wait((gone,), timeout=LONGEST_SECONDS)
