"""Ask one place over HTTP: bounded waits, bounded answers, and a sentence for whatever goes wrong."""

from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from backend.places.answer import Answer
from backend.places.errors import PlaceUnavailable
from backend.places.streaming import Form

USER_AGENT = {"User-Agent": "hectic"}  # daemons refuse what looks like a browser
CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 60.0
# How long a place may work on an archive it has received before it answers.
WORK_SECONDS = 600.0
# A list of 700,000 pins; what is cut off there is refused, for it is no JSON.
LONGEST_ANSWER_BYTES = 64 * 1024 * 1024


class Web:
    """Connections to one place; whatever fails on the way is `PlaceUnavailable`."""

    def __init__(
        self,
        place: str,
        url: str,
        token: str = "",
        silence_seconds: float = SILENCE_SECONDS,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._place = place
        self._silence_seconds = silence_seconds
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={**USER_AGENT, **authorize(token)},
            timeout=httpx.Timeout(silence_seconds, connect=CONNECT_SECONDS),
            transport=transport,
        )

    async def ask(self, method: str, path: str, **request: Any) -> Answer:  # noqa: ANN401 - what httpx takes
        """Return a whole answer of any status."""
        async with self.stream(method, path, **request) as response:
            return await self.read(response)

    async def upload(self, path: str, form: Form, **request: Any) -> Answer:  # noqa: ANN401 - what httpx takes
        """Send an archive, for as long as it takes; return the answer of any status."""
        timeout = httpx.Timeout(self._silence_seconds, connect=CONNECT_SECONDS, read=WORK_SECONDS)
        return await self.ask("POST", path, content=form.body, headers=dict(form.headers), timeout=timeout, **request)

    @asynccontextmanager
    async def stream(self, method: str, path: str, **request: Any) -> AsyncIterator[httpx.Response]:  # noqa: ANN401
        """Open an answer of any status, to be read in pieces."""
        try:
            async with self._client.stream(method, path, **request) as response:
                yield response
        except httpx.HTTPError as error:
            raise PlaceUnavailable(self._place, _describe(error)) from error

    async def read(self, response: httpx.Response, limit: int = LONGEST_ANSWER_BYTES) -> Answer:
        """Read an answer, as far as it is no longer than `limit` bytes."""
        content = bytearray()
        async for chunk in response.aiter_bytes():
            content += chunk[: limit - len(content)]
            if len(content) == limit:
                break
        return Answer(self._place, response.status_code, response.headers, bytes(content))

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()


def authorize(token: str) -> dict[str, str]:
    """Return the header for a token, or for a `name:password`."""
    if not token:
        return {}
    return {"Authorization": f"Basic {b64encode(token.encode()).decode()}" if ":" in token else f"Bearer {token}"}


def _describe(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "it does not answer in time"
    if isinstance(error, httpx.ConnectError):
        return "nothing answers at its address"
    return "it broke off half-way"
