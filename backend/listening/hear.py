"""The bytes of a play: `/hear/<ticket>/<name>`, as plain ASGI, for ten thousand listeners ask at once."""

from starlette.types import Receive, Scope, Send

from backend.core.byte_range import ByteRange, parse
from backend.identity.dependencies import find_cookie
from backend.listening.doorkeeper import Doorkeeper
from backend.listening.errors import SoundMissing
from backend.listening.playlists import MEDIA_TYPE
from backend.listening.shelf import SoundShelf
from backend.listening.streaming import Answer, Listener, Streamer

PATH = "/hear/{ticket}/{name}"
Headers = list[tuple[bytes, bytes]]
PRIVATE: Headers = [
    (b"cache-control", b"private, no-store"),  # a stale copy would outlive the edition it was granted for
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
]


class Hear:
    """Sends the sounds and playlists of a play to the browser it was started in."""

    path = PATH

    def __init__(self, doorkeeper: Doorkeeper, shelf: SoundShelf, streamer: Streamer) -> None:
        self._doorkeeper = doorkeeper
        self._shelf = shelf
        self._streamer = streamer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 200 or 206; raises `TicketRefused`, `PlayEnded`, `RippingSeen`, `SoundMissing` and `RangeOutside`."""
        scope["route"] = self  # what is logged and counted names no ticket
        ticket, name = scope["path_params"]["ticket"], scope["path_params"]["name"]
        headers = dict(scope["headers"])
        cookie = find_cookie(headers.get(b"cookie"))
        play = await self._doorkeeper.admit(ticket, cookie)
        release = await self._shelf.find_release(play.slug)
        playlist = release.find_playlist(name, play.recording)
        if playlist is not None:
            await send_text(playlist, send)
            return
        file = release.find_file(name, play.recording)
        if file is None:
            raise SoundMissing(name)
        sound = await self._shelf.take(file)
        answer = choose_answer(headers, scope["method"], sound.size, file.cid, file.mime_type)
        await self._streamer.send(Listener(ticket, cookie, play), sound, answer, scope, receive, send)


def choose_answer(headers: dict[bytes, bytes], method: str, size: int, version: str, media_type: str) -> Answer:
    """Return the part of a sound a request asks for, and the headers that say so; raises `RangeOutside`.

    Ranges are for GET alone (RFC 9110 §14.2), and `If-Range` compares strongly (§13.1.5).
    """
    etag = f'"{version}"'.encode()
    is_same = headers.get(b"if-range", etag).strip() == etag
    wanted = headers.get(b"range", b"").decode("latin-1") if method == "GET" and is_same else None
    part = parse(wanted or None, size)
    body = part or ByteRange(0, size)
    sent: Headers = [
        *PRIVATE,
        (b"content-type", media_type.encode()),
        (b"content-length", b"%d" % body.length),
        (b"accept-ranges", b"bytes"),
        (b"etag", etag),
    ]
    if part:
        sent.append((b"content-range", part.content_range(size).encode()))
    return Answer(206 if part else 200, sent, ByteRange(0, 0) if method == "HEAD" else body)


async def send_text(playlist: bytes, send: Send) -> None:
    """Send a playlist."""
    headers = [*PRIVATE, (b"content-type", MEDIA_TYPE.encode()), (b"content-length", b"%d" % len(playlist))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": playlist})
