"""Routes that pages of any site may call."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from backend.core.errors import HecticError
from backend.gateway.answers import CROSS_ORIGIN


class PublicRoute(APIRoute):
    """A route whose errors, too, any page may read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Add the headers to whatever the handler raises."""
        handle = super().get_route_handler()

        async def handle_publicly(request: Request) -> Response:
            try:
                return await handle(request)
            except HecticError as error:
                error.headers |= CROSS_ORIGIN
                raise

        return handle_publicly
