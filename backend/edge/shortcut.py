"""The short way to sound: past what is for pages and forms alone, for ten thousand listeners ask at once."""

from collections.abc import Sequence

from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.core.errors import HecticError
from backend.edge.answering import answer_error


class Shortcut:
    """Answers some routes at once, and passes on whatever is none of theirs."""

    def __init__(self, app: ASGIApp, routes: Sequence[Route]) -> None:
        self._app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to one of the routes, or pass it on."""
        route = self._find(scope) if scope["type"] == "http" else None
        if route is None:
            await self._app(scope, receive, send)
            return
        try:
            await route.app(scope, receive, send)
        except HecticError as error:
            await answer_error(error, scope, receive, send)

    def _find(self, scope: Scope) -> Route | None:
        """Return the route that answers this, its parts of the path written into the scope."""
        for route in self._routes:
            match, parts = route.matches(scope)
            if match is Match.FULL:
                scope.update(parts)
                return route
        return None
