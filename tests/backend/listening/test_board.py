"""The board in step with the database, of both kinds: what is renewed goes on, what ended does not."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from backend.listening.models import Play
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture


@pytest.fixture
def database(each_database):  # noqa: F811
    return each_database


async def test_refresh__play_renewed_elsewhere__goes_on_past_its_first_lease(board, create_play, database, clock):
    await create_play()
    await board.refresh()
    clock.advance(seconds=90)
    async with database.transaction() as session:
        await session.execute(update(Play).values(expires_at=clock() + timedelta(seconds=120)))

    await board.refresh()

    assert (await board.find("p1")).expires_at == clock().timestamp() + 120


async def test_refresh__play_in_use__stays_the_same_object(board, create_play, clock):
    await create_play()
    play = await board.find("p1")
    board.count(play, 5)
    clock.advance(seconds=100)

    await board.refresh()

    assert await board.find("p1") is play
    assert play.sent_bytes == 5


async def test_refresh__plays_that_end_or_run_out__are_gone_from_the_board(board, create_play, find_play, clock):
    await create_play("p1")
    await create_play("p2", token_id=2, expires_at=clock() + timedelta(seconds=5))
    await create_play("p3", token_id=3, session="signed out")
    await create_play("p4", token_id=4, ended_at=clock())
    clock.advance(seconds=5)

    await board.refresh()

    assert [name for name in ("p1", "p2", "p3", "p4") if await board.find(name)] == ["p1"]
    assert [(await find_play(name)).end_reason for name in ("p1", "p2", "p3")] == [
        None,
        "lease expired",
        "session ended",
    ]


async def test_flush__several_plays__each_has_its_own_bytes(board, create_play, find_play):
    for number, name in enumerate(("p1", "p2", "p3")):
        await create_play(name, token_id=number, bytes_sent=2**40)
    for name, sent in (("p3", 7), ("p1", 2**33)):
        board.count(await board.find(name), sent)

    await board.flush()

    assert [(await find_play(name)).bytes_sent - 2**40 for name in ("p1", "p2", "p3")] == [2**33, 0, 7]
