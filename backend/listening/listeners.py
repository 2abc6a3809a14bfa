"""How many listen to a drop right now, told to its pages by server-sent events."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from starlette.types import Message, Receive, Scope, Send

from backend.drops.errors import DropMissing
from backend.listening.errors import StreamsFull

STREAMS = 20_000  # per process; 15 KiB each
ROUNDS_PER_COMMENT = 25  # proxies give up what is silent for a minute
COMMENT = b": here\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx passes every event on at once
]


class Stream:
    """One page that is told; a page that does not take what it was sent is sent nothing more until it does."""

    __slots__ = ("_next", "_send", "_sending", "is_quiet")

    def __init__(self, send: Send) -> None:
        self._send = send
        self._next = b""
        self._sending: asyncio.Task[None] | None = None
        self.is_quiet = True

    def push(self, body: bytes) -> None:
        """Send a part of the stream without waiting for it; only the newest waits behind one that is not taken."""
        self.is_quiet, self._next = False, body
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._deliver())

    async def end(self) -> None:
        """Say that nothing more comes."""
        if self._sending is not None:
            self._sending.cancel()
        with suppress(OSError):
            await self._send(_part(b"", goes_on=False))

    async def _deliver(self) -> None:
        with suppress(OSError):  # the page is gone, and its own task will notice
            while self._next:
                body, self._next = self._next, b""
                await self._send(_part(body))


class Listeners:
    """An ASGI application of endless answers; a stream is a waiting task and a place in a set, nothing more."""

    def __init__(self, has_drop: Callable[[str], Awaitable[bool]], limit: int = STREAMS) -> None:
        """Ask `has_drop` about the drop of each page, unless another page is told of it already."""
        self._has_drop = has_drop
        self._limit = limit
        self._open = 0
        self._rounds = 0
        self._is_closed = False
        self._counts: Mapping[str, int] = {}
        self._streams: dict[str, set[Stream]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell a page how many listen to the drop in its address, now and whenever that changes.

        Raises `DropMissing` and `StreamsFull`.
        """
        slug = scope["path_params"]["slug"]
        if slug not in self._streams and not await self._has_drop(slug):
            raise DropMissing(slug)
        if self._is_closed or self._open >= self._limit:
            raise StreamsFull
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        if scope["method"] == "HEAD":
            await send(_part(b"", goes_on=False))
            return
        stream = Stream(send)
        self._open += 1
        self._streams.setdefault(slug, set()).add(stream)
        try:
            stream.push(_event(self._counts.get(slug, 0)))
            await _until_gone(receive)
        finally:
            self._open -= 1
            self._forget(slug, stream)

    def show(self, counts: Mapping[str, int]) -> None:
        """Tell the pages of the drops whose count changed."""
        before, self._counts = self._counts, counts
        for slug, streams in self._streams.items():
            if before.get(slug, 0) != counts.get(slug, 0):
                _push(streams, _event(counts.get(slug, 0)))

    def keep_open(self) -> None:
        """Let a while pass; say something to those who have heard nothing for long."""
        self._rounds += 1
        if self._rounds % ROUNDS_PER_COMMENT:
            return
        for streams in self._streams.values():
            _push([stream for stream in streams if stream.is_quiet], COMMENT)
            for stream in streams:
                stream.is_quiet = True

    async def close(self) -> None:
        """End every stream and begin no other: a server that stops waits for its answers."""
        self._is_closed = True
        for stream in [stream for streams in self._streams.values() for stream in streams]:
            await stream.end()

    def _forget(self, slug: str, stream: Stream) -> None:
        streams = self._streams[slug]
        streams.discard(stream)
        if not streams:
            del self._streams[slug]


async def _until_gone(receive: Callable[[], Awaitable[Message]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _push(streams: "set[Stream] | list[Stream]", body: bytes) -> None:
    for stream in streams:
        stream.push(body)


def _event(count: int) -> bytes:
    return b"data: %s\n\n" % json.dumps({"listeners": count}).encode()


def _part(body: bytes, *, goes_on: bool = True) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": goes_on}
