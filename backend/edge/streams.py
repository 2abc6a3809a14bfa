"""How many live counts one address may have open: each keeps a connection and memory for as long as it likes."""

import re
from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from backend.edge.answering import answer_error
from backend.edge.errors import TooManyStreams
from backend.edge.visitors import is_local, name_network

STREAM = re.compile(r"/api/drops/[^/]+/listeners")


class StreamLimit:
    """Refuses whoever has many open already; what runs on this machine itself may have as many as it likes."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        """Let everybody have them without limit when `most` is 0."""
        self._app = app
        self._most = most
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it for as long as it is answered when that takes as long as the client likes."""
        if not self._most or scope["type"] != "http" or not STREAM.fullmatch(scope["path"]) or is_local(scope):
            await self._app(scope, receive, send)
            return
        network = name_network(scope)
        if self._open[network] >= self._most:
            await answer_error(TooManyStreams(), scope, receive, send)
            return
        await self._hold(network, scope, receive, send)

    async def _hold(self, network: str, scope: Scope, receive: Receive, send: Send) -> None:
        self._open[network] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[network] -= 1
            if not self._open[network]:
                del self._open[network]
