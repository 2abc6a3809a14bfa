"""Who gets past the door, and what is counted there."""

import pytest
from sqlalchemy import update

from backend.identity.members import hash_cookie
from backend.listening.errors import PlayEnded, RippingSeen, TicketRefused
from backend.listening.models import Play
from backend.listening.pacing import AHEAD_BYTES

COOKIE = "the cookie of a browser"


@pytest.fixture
def ticket(book):
    return book.write("p1", hash_cookie(COOKIE))


@pytest.fixture
def end_play(database, clock):
    async def end_play(play_id="p1"):
        async with database.transaction() as session:
            await session.execute(update(Play).where(Play.id == play_id).values(ended_at=clock()))

    return end_play


async def test_admit__no_cookie__is_refused(doorkeeper, create_play, ticket):
    await create_play()

    with pytest.raises(TicketRefused):
        await doorkeeper.admit(ticket, None)


async def test_admit__ticket_of_this_browser__is_the_play(doorkeeper, create_play, ticket):
    await create_play()

    play = await doorkeeper.admit(ticket, COOKIE)

    assert (play.id, play.slug, play.recording) == ("p1", "night-bus", "mix")


async def test_admit__play_that_never_was__has_ended(doorkeeper, ticket):
    with pytest.raises(PlayEnded):
        await doorkeeper.admit(ticket, COOKIE)


async def test_admit__lease_not_renewed__has_ended(doorkeeper, create_play, ticket, clock):
    await create_play()
    await doorkeeper.admit(ticket, COOKIE)

    clock.advance(seconds=120)

    with pytest.raises(PlayEnded):
        await doorkeeper.admit(ticket, COOKIE)


async def test_admit__ended_in_the_database__has_ended_after_a_refresh(
    doorkeeper, board, create_play, end_play, ticket
):
    await create_play()
    await doorkeeper.admit(ticket, COOKIE)

    await end_play()
    await board.refresh()

    with pytest.raises(PlayEnded):
        await doorkeeper.admit(ticket, COOKIE)


async def test_find__missed_once__asks_the_database_once_per_refresh(board, create_play):
    assert await board.find("p1") is None
    await create_play()
    assert await board.find("p1") is None

    await board.refresh()

    assert (await board.find("p1")).id == "p1"


async def test_count__faster_than_anybody_hears__pauses_and_is_marked(
    doorkeeper, board, create_play, find_play, ticket, clock
):
    await create_play()
    doorkeeper.count(await doorkeeper.admit(ticket, COOKIE), AHEAD_BYTES + 80_001)

    with pytest.raises(RippingSeen) as refused:
        await doorkeeper.admit(ticket, COOKIE)
    await board.flush()

    assert refused.value.headers == {"Retry-After": "2"}
    assert (await find_play()).ripping_at == clock()
    clock.advance(seconds=2)
    assert await doorkeeper.admit(ticket, COOKIE)


async def test_flush__bytes_counted_in_two_processes__add_up(board, create_play, find_play):
    await create_play(bytes_sent=5)
    play = await board.find("p1")
    board.count(play, 100)
    await board.flush()
    board.count(play, 20)

    await board.refresh()

    assert ((await find_play()).bytes_sent, play.sent_bytes) == (105, 125)


async def test_flush__database_gone__keeps_what_was_counted(board, create_play, find_play, monkeypatch):
    await create_play()
    board.count(await board.find("p1"), 100)
    with monkeypatch.context() as patch:
        patch.setattr(board._database, "transaction", None)
        with pytest.raises(TypeError):
            await board.flush()

    await board.flush()

    assert (await find_play()).bytes_sent == 100


async def test_count_listeners__plays_of_two_releases__are_told_apart(board, create_play):
    await create_play("p1")
    await create_play("p2", token_id=2)
    await create_play("p3", slug="warehouse", token_id=3)

    await board.refresh()

    assert board.count_listeners() == {"night-bus": 2, "warehouse": 1}
