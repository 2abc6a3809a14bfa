"""How often one address may ask, whatever it asks for."""

from starlette.types import ASGIApp, Receive, Scope, Send

from backend.core.rates import RateBook
from backend.edge.answering import answer_error
from backend.edge.errors import TooManyRequests
from backend.edge.visitors import is_local, name_network

# Sound is limited by its plays; content and static files are the same for all, and a cache may hold them.
UNLIMITED = ("/hear", "/static/", "/ipfs/", "/routing/", "/health", "/metrics")
SIGN_INS = "/api/sign-in/challenge"


class RateLimit:
    """Refuses an address that asks too often; what runs on this machine itself may ask as it likes."""

    def __init__(self, app: ASGIApp, requests: RateBook, sign_ins: RateBook) -> None:
        self._app = app
        self._requests = requests
        self._sign_ins = sign_ins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say how long to wait."""
        wait_seconds = self._take(scope) if scope["type"] == "http" else 0
        if wait_seconds:
            await answer_error(TooManyRequests(wait_seconds), scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _take(self, scope: Scope) -> float:
        path = scope["path"]
        if path.startswith(UNLIMITED) or is_local(scope):
            return 0
        network = name_network(scope)
        wait_seconds = self._requests.take(network)
        if wait_seconds or path != SIGN_INS:
            return wait_seconds
        return self._sign_ins.take(network)
