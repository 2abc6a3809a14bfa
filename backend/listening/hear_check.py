"""May nginx send these bytes itself? It asks before it does (`auth_request`) and is told which opened file has them."""

import re
from http import HTTPStatus

from starlette.types import Receive, Scope, Send

from backend.core.errors import HecticError
from backend.listening.doorkeeper import Doorkeeper
from backend.listening.hear import find_cookie
from backend.listening.shelf import SoundShelf

PATH = "/hear-check"
# As the client wrote it: what nginx makes of an address with dots and escapes is never served for another's ticket.
ADDRESS = re.compile(rb"/hear/([A-Za-z0-9._~-]+)/([a-z0-9.]+)(?:\?.*)?")


class HearCheck:
    """Answers 204, with the name of the opened file where there is one, or 403."""

    path = PATH

    def __init__(self, doorkeeper: Doorkeeper, shelf: SoundShelf) -> None:
        self._doorkeeper = doorkeeper
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        """Judge the request nginx describes."""
        scope["route"] = self
        headers = dict(scope["headers"])
        found = ADDRESS.fullmatch(headers.get(b"x-original-uri", b""))
        try:
            name = await self._judge(found[1].decode(), found[2].decode(), headers) if found else None
        except HecticError:
            # nginx takes no other refusal; the application words the answer when it is asked itself.
            found, name = None, None
        answer = [(b"x-hear-file", name.encode())] if name else []
        status = HTTPStatus.NO_CONTENT if found else HTTPStatus.FORBIDDEN
        await send({"type": "http.response.start", "status": status, "headers": answer})
        await send({"type": "http.response.body", "body": b""})

    async def _judge(self, ticket: str, name: str, headers: dict[bytes, bytes]) -> str | None:
        play = await self._doorkeeper.admit(ticket, find_cookie(headers.get(b"cookie")))
        file = (await self._shelf.find_release(play.slug)).find_file(name, play.recording)
        return self._shelf.find_opened(file) if file else None
