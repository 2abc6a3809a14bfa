"""A long answer: it ends with its play, when nobody takes it, and when nobody is there."""

import asyncio

import pytest
from sqlalchemy import update

from backend.core.byte_range import ByteRange
from backend.core.hanging_up import EXTENSION
from backend.listening.doorkeeper import hash_cookie
from backend.listening.models import Play
from backend.listening.pacing import COMFORT_BYTES, measure_rest
from backend.listening.sounds import OpenedSound
from backend.listening.streaming import PIECE_BYTES, Answer, Listener, Streamer
from tests.backend.listening.hearing import COOKIE

PIECES = 4


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "sound"
    path.write_bytes(bytes(PIECES * PIECE_BYTES))
    path.chmod(0o600)
    return OpenedSound(path, PIECES * PIECE_BYTES)


@pytest.fixture
def stream(doorkeeper, clock, book, board, create_play, sound):
    """Send a whole sound; returns the pieces that were taken by `take`."""

    async def stream(take, receive=None, scope=None):
        await create_play(pace=10**9)
        listener = Listener(book.write("p1", hash_cookie(COOKIE)), COOKIE, await board.find("p1"))
        taken = []

        async def send(message):
            if message["type"] == "http.response.body":
                taken.append(message)
                await take(len(taken))

        answer = Answer(200, [], ByteRange(0, sound.size))
        await Streamer(doorkeeper, clock).send(
            listener, sound, answer, scope or {}, receive or asyncio.Event().wait, send
        )
        return taken

    return stream


async def test_send__listener_that_takes_all__gets_all(stream):
    async def take(_):
        pass

    taken = await stream(take)

    assert [message["more_body"] for message in taken] == [True, True, True, False]
    assert sum(len(message["body"]) for message in taken) == PIECES * PIECE_BYTES


async def test_send__play_that_ends_on_the_way__is_broken_off(stream, database, board, clock):
    async def end(number):
        if number == 2:
            async with database.transaction() as session:
                await session.execute(update(Play).values(ended_at=clock()))
            await board.refresh()

    taken = await stream(end)

    assert [message["more_body"] for message in taken] == [True, True]


async def test_send__play_that_ends_on_the_way__has_the_server_hang_up(stream, database, board, clock):
    hung_up = asyncio.Event()

    async def end(_):
        async with database.transaction() as session:
            await session.execute(update(Play).values(ended_at=clock()))
        await board.refresh()

    async def receive():
        await hung_up.wait()
        return {"type": "http.disconnect"}

    await stream(end, receive, {"extensions": {EXTENSION: hung_up.set}})

    assert hung_up.is_set()


async def test_send__listener_that_is_gone__reads_no_further(stream):
    async def leave():
        return {"type": "http.disconnect"}

    async def take(_):
        # The one who watches gets a turn.
        await asyncio.wait({asyncio.ensure_future(leave())})

    assert len(await stream(take, leave)) < PIECES


def test_measure_rest__a_player_that_buffers__does_not_rest():
    assert measure_rest(COMFORT_BYTES, 20_000, 0) == 0


def test_measure_rest__far_ahead__rests_until_listening_catches_up():
    assert measure_rest(COMFORT_BYTES + 400_000, 20_000, 4) == 6
