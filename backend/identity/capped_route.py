"""Routes anybody may post to: their body is counted before anything reads it as JSON."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

from backend.core.bodies import read_body
from backend.identity.errors import SignInTooLarge

BODY_BYTES_LIMIT = 24 * 1024
"""Room for the text, and for a signature of 8 KiB in hexadecimal."""


class CappedRoute(APIRoute):
    """A route that takes no more than `BODY_BYTES_LIMIT`, whatever the request says of its length."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the usual handler behind the count."""
        handle = super().get_route_handler()

        async def handle_counted(request: Request) -> Response:
            body = await read_body(request.stream(), BODY_BYTES_LIMIT, SignInTooLarge(BODY_BYTES_LIMIT))
            waiting = [body]

            async def replay() -> Message:
                return {"type": "http.request", "body": waiting.pop()} if waiting else await request.receive()

            return await handle(Request(request.scope, replay))

        return handle_counted
