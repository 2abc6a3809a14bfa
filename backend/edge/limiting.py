"""How often one address, or one session from wherever, may ask."""

from starlette.types import ASGIApp, Receive, Scope, Send

from backend.core.rates import RateBook
from backend.edge.answering import answer_error
from backend.edge.errors import TooManyRequests
from backend.edge.visitors import is_local, name_network
from backend.identity.dependencies import find_cookie
from backend.identity.members import hash_cookie

# Sound is limited by its plays; content and static files are the same for all, and a cache may hold them.
UNLIMITED = ("/hear", "/static/", "/ipfs/", "/routing/", "/health", "/metrics")
RELAYS = "/api/governance/relay"
SIGNATURES = frozenset({"/api/sign-in/challenge", f"{RELAYS}/ballots", f"{RELAYS}/delegations"})
"""Where each request has signatures checked on the node, or coin spent."""


class RateLimit:
    """Refuses whoever asks too often; what runs on this machine itself may ask as it likes."""

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
        if not wait_seconds and path in SIGNATURES:
            wait_seconds = self._sign_ins.take(network)
        session = find_session(scope)
        # One who signs in once and asks from everywhere is still one.
        return wait_seconds or (self._requests.take(session) if session else 0)


def find_session(scope: Scope) -> str | None:
    """Return a name for the session of a request that is not the cookie, and no longer than others."""
    cookie = find_cookie(next((value for name, value in scope["headers"] if name == b"cookie"), None))
    return hash_cookie(cookie) if cookie else None
