"""How long it is kept who heard what."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.listening import record
from backend.listening.models import Play
from backend.listening.sweeping import PlaySweep

DAYS = 400
LONG_AGO = timedelta(days=DAYS, seconds=1)


@pytest.fixture
def list_plays(database):
    async def list_plays():
        async with database.snapshot() as session:
            return sorted((await session.execute(select(Play.id))).scalars())

    return list_plays


async def test_step__plays_older_than_the_record__forgets_them_all(
    database, clock, create_play, list_plays, monkeypatch
):
    monkeypatch.setattr(record, "DELETED_AT_ONCE", 2)
    then = clock() - LONG_AGO
    for number in range(5):
        await create_play(f"old {number}", token_id=number, started_at=then, expires_at=then)
    await create_play("new", token_id=9, started_at=clock() - timedelta(days=DAYS))

    await PlaySweep(database, clock, DAYS).step()

    assert await list_plays() == ["new"]


async def test_step__begun_long_ago_and_still_playing__stays(database, clock, create_play, list_plays):
    await create_play("endless", started_at=clock() - LONG_AGO)

    await PlaySweep(database, clock, DAYS).step()

    assert await list_plays() == ["endless"]


async def test_step__for_good__forgets_nothing(database, clock, create_play, list_plays):
    then = clock() - LONG_AGO
    await create_play("old", started_at=then, expires_at=then)

    await PlaySweep(database, clock, days=0).step()

    assert await list_plays() == ["old"]
