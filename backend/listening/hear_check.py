"""May nginx send these bytes itself? It asks before it does (`auth_request`) and is told which opened file has them."""

import re

from starlette.types import Receive, Scope, Send

from backend.core.byte_range import parse
from backend.core.errors import HecticError
from backend.identity.dependencies import find_cookie
from backend.listening.doorkeeper import Doorkeeper
from backend.listening.shelf import SoundShelf

PATH = "/hear-check"
# As the client wrote it, dots and escapes unresolved: only an address that can mean one thing is sent by nginx.
ADDRESS = re.compile(rb"/hear/([A-Za-z0-9._~-]+)/([a-z0-9.]+)")
# nginx cannot stop an answer when its play ends, so it sends only what is soon over; the rest this backend sends.
LONGEST_BYTES = 8 * 2**20
NOWHERE = "none"  # the name of no opened file

Headers = dict[bytes, bytes]


class HearCheck:
    """Answers 204 and names the opened file in `X-Hear-File`, or 403; counts what nginx then sends."""

    path = PATH

    def __init__(self, doorkeeper: Doorkeeper, shelf: SoundShelf) -> None:
        self._doorkeeper = doorkeeper
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        """Judge the request that nginx describes in `X-Original-URI`, `X-Original-Range` and `X-Original-If-Range`."""
        scope["route"] = self
        headers: Headers = dict(scope["headers"])
        found = ADDRESS.fullmatch(headers.get(b"x-original-uri", b""))
        try:
            name = await self._judge(found[1].decode(), found[2].decode(), headers) if found else None
        except HecticError:
            # nginx knows no other refusal; then this backend is asked for the answer itself, and words it.
            name = None
        answer = [(b"x-hear-file", name.encode())] if name else []
        await send({"type": "http.response.start", "status": 204 if name else 403, "headers": answer})
        await send({"type": "http.response.body", "body": b""})

    async def _judge(self, ticket: str, name: str, headers: Headers) -> str:
        """Return the name of the file nginx may send a part of; raises what the doorkeeper does, and `RangeOutside`."""
        play = await self._doorkeeper.admit(ticket, find_cookie(headers.get(b"cookie")))
        file = (await self._shelf.find_release(play.slug)).find_file(name, play.recording)
        if file is None:
            return NOWHERE
        length = measure_part(headers, file.size)
        opened = self._shelf.find_opened(file) if length else None
        if length is None or opened is None:
            return NOWHERE
        self._doorkeeper.count(play, length)
        return opened


def measure_part(headers: Headers, size: int) -> int | None:
    """Return the length of the one short part that is asked for, `None` for anything else; raises `RangeOutside`.

    With `If-Range` nginx would compare its own ETag with this backend's, and send the whole file.
    """
    part = parse(headers.get(b"x-original-range", b"").decode("latin-1") or None, size)
    if part is None or headers.get(b"x-original-if-range") or part.length > LONGEST_BYTES:
        return None
    return part.length
