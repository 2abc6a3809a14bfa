"""How large a body may be, before anything reads it."""

import re
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core.dependencies import READING_METHODS
from backend.edge.answering import answer_error
from backend.edge.errors import BodyTooLarge

KIB = 1024
CAP_BYTES = 256 * KIB
# The first that fits; `None` is for routes that read piece by piece and count for themselves.
OTHER_CAPS: tuple[tuple[re.Pattern[str], int | None], ...] = (
    (re.compile(r"/api/releases/[^/]+/(audio|cover|gates)"), None),
    (re.compile(r"/api/storage/objects/[^/]+|/api/allow-?lists(/[^/]+)?|/api/royalties/rates"), None),
    (re.compile(r"/api/releases/[^/]+/archive"), 4 * KIB**2),
)


class BodyCap:
    """Refuses a body by what it says of itself, or as soon as more than that has come."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a body that ends at the cap."""
        writes = scope["type"] == "http" and scope["method"] not in READING_METHODS
        cap_bytes = find_cap(scope["path"]) if writes else None
        if cap_bytes is None:
            await self._app(scope, receive, send)
        elif find_length(scope) > cap_bytes:
            await answer_error(BodyTooLarge(cap_bytes), scope, receive, send)
        else:
            await self._count(cap_bytes, scope, receive, send)

    async def _count(self, cap_bytes: int, scope: Scope, receive: Receive, send: Send) -> None:
        body = CountedBody(cap_bytes, receive, send)
        # Whoever reads the body may also turn this into an error of its own, which is not sent.
        with suppress(BodyTooLarge):
            await self._app(scope, body.receive, body.send)
        if body.is_too_large:
            await answer_error(BodyTooLarge(cap_bytes), scope, receive, send)


class CountedBody:
    """A body that raises `BodyTooLarge` instead of going on, and lets nothing else be answered then."""

    def __init__(self, cap_bytes: int, receive: Receive, send: Send) -> None:
        self._left_bytes = cap_bytes
        self._receive = receive
        self._send = send
        self._has_begun = False

    @property
    def is_too_large(self) -> bool:
        """Whether too much came before an answer was begun."""
        return self._left_bytes < 0 and not self._has_begun

    async def receive(self) -> Message:
        """Receive the next part of the body."""
        message = await self._receive()
        self._left_bytes -= len(message.get("body", b""))
        if self.is_too_large:
            raise BodyTooLarge(0)
        return message

    async def send(self, message: Message) -> None:
        """Send a part of the answer, unless it is about a body that was not read to its end."""
        if not self.is_too_large:
            self._has_begun = True
            await self._send(message)


def find_cap(path: str) -> int | None:
    """Return how many bytes an address takes; `None` leaves that to its route."""
    return next((cap for pattern, cap in OTHER_CAPS if pattern.fullmatch(path)), CAP_BYTES)


def find_length(scope: Scope) -> int:
    """Return how many bytes the body says it has; the server refuses what is no number."""
    return next((int(value) for name, value in scope["headers"] if name == b"content-length"), 0)
