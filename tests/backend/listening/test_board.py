"""The board in step with the database: what is renewed goes on, what ended does not."""

from datetime import timedelta

from sqlalchemy import update

from backend.listening.models import Play


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
