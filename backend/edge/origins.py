"""Only the label's own pages may have a browser change something (cross-site request forgery)."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from backend.core.dependencies import READING_METHODS
from backend.edge.answering import answer_error
from backend.edge.errors import CrossSite

SITE = b"sec-fetch-site"
ORIGIN = b"origin"
# "none" is a person who typed the address.
OWN_SITES = (b"same-origin", b"none")


class OriginCheck:
    """Refuses writing requests which a browser says come from elsewhere; programs say nothing and are let in."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._public_url = public_url
        parts = urlsplit(public_url)
        self._origin = f"{parts.scheme}://{parts.netloc}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        writes = scope["type"] == "http" and scope["method"] not in READING_METHODS
        if writes and not self._is_own(scope["headers"]):
            await answer_error(CrossSite(self._public_url), scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_own(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        sites = [value for name, value in headers if name == SITE]
        if sites:
            return all(site in OWN_SITES for site in sites)
        return all(value == self._origin for name, value in headers if name == ORIGIN)
