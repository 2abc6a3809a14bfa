"""Send a sound piece by piece, for as long as its play goes on and somebody takes it."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from backend.core.byte_range import ByteRange
from backend.core.clock import Clock
from backend.core.errors import HecticError
from backend.core.hanging_up import hang_up
from backend.ipfs.extents import NotCached
from backend.listening.board import LivePlay
from backend.listening.doorkeeper import Doorkeeper
from backend.listening.errors import TooManyAnswers
from backend.listening.pacing import measure_rest
from backend.listening.sounds import Sound

logger = logging.getLogger(__name__)

PIECE_BYTES = 256 * 1024
TAKEN_WITHIN_SECONDS = 60  # a piece; whoever takes longer does not listen
LONGEST_REST_SECONDS = 1.0  # between two looks at whether the play goes on
ANSWERS_AT_ONCE = 8  # of one play: a browser opens six connections


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is admitted to a play, and by what."""

    ticket: str
    cookie: str | None
    play: LivePlay


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer and the part of the sound that follows."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: ByteRange


class Streamer:
    """Sends answers, few at once to each play."""

    def __init__(self, doorkeeper: Doorkeeper, clock: Clock) -> None:
        self._doorkeeper = doorkeeper
        self._clock = clock
        self._answers: Counter[str] = Counter()

    async def send(
        self, listener: Listener, sound: Sound, answer: Answer, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Send an answer; hang up where it cannot go on, for its length was told and nothing else can be."""
        with self._counted(listener.play.id):
            first = await _read_piece(sound, answer.body.start, answer.body.stop)
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            is_whole = len(first) == answer.body.length
            await self._send_piece(listener.play, first, send, is_last=is_whole)
            if not is_whole:
                async with _watched(receive) as gone:
                    rest = ByteRange(answer.body.start + len(first), answer.body.stop)
                    why = await self._send_rest(listener, sound, rest, gone, send)
                    if why:
                        logger.info("a play of %s was broken off: %s", listener.play.slug, why)
                        await hang_up(scope, gone)

    async def _send_rest(
        self, listener: Listener, sound: Sound, rest: ByteRange, gone: "asyncio.Task[None]", send: Send
    ) -> str | None:
        """Send what is left; return why it was broken off, or `None`."""
        position = rest.start
        try:
            while position < rest.stop and not gone.done():
                play = await self._admit_again(listener, gone)
                piece = await _read_piece(sound, position, rest.stop)
                position += len(piece)
                async with asyncio.timeout(TAKEN_WITHIN_SECONDS):
                    await self._send_piece(play, piece, send, is_last=position == rest.stop)
        except HecticError as error:
            return error.sentence
        except TimeoutError:
            return "nobody took it"
        return None

    async def _admit_again(self, listener: Listener, gone: "asyncio.Task[None]") -> LivePlay:
        """Return the play when it still goes on, after a rest where the listener is far ahead of what is heard."""
        while True:
            play = await self._doorkeeper.admit(listener.ticket, listener.cookie)
            rest = measure_rest(play.sent_bytes, play.pace, self._clock().timestamp() - play.started_at)
            if rest <= 0 or gone.done():
                return play
            await asyncio.wait((gone,), timeout=min(rest, LONGEST_REST_SECONDS))

    async def _send_piece(self, play: LivePlay, piece: bytes | bytearray, send: Send, *, is_last: bool) -> None:
        await send({"type": "http.response.body", "body": piece, "more_body": not is_last})
        self._doorkeeper.count(play, len(piece))

    @contextmanager
    def _counted(self, play_id: str) -> Iterator[None]:
        if self._answers[play_id] >= ANSWERS_AT_ONCE:
            raise TooManyAnswers
        self._answers[play_id] += 1
        try:
            yield
        finally:
            self._answers[play_id] -= 1
            if not self._answers[play_id]:
                del self._answers[play_id]


async def _read_piece(sound: Sound, start: int, stop: int) -> bytes | bytearray:
    """Return the next bytes, at most a piece; a thread fetches them where the disk is needed."""
    end = min(stop, start + PIECE_BYTES)
    try:
        return sound.read_cached(start, end)
    except NotCached:
        return await asyncio.to_thread(sound.read, start, end)


@asynccontextmanager
async def _watched(receive: Receive) -> AsyncIterator["asyncio.Task[None]"]:
    """Give a task that ends when the listener is gone."""
    gone = asyncio.create_task(_wait_until_gone(receive))
    try:
        yield gone
    finally:
        gone.cancel()
        await asyncio.wait((gone,))


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
