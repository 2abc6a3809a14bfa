from datetime import timedelta

import pytest

from backend.chain.freshness import Freshness, find_freshness
from backend.chain.models import Cursor
from tests.backend.conftest import NOON

STALENESS_SECONDS = 300


@pytest.fixture
def judge(database):
    async def judge(**columns):
        async with database.transaction() as session:
            session.add(Cursor(number=9, hash="0x9", finalized_number=5, finalized_hash="0x5", **columns))
        async with database.snapshot() as session:
            return await find_freshness(session, NOON, STALENESS_SECONDS)

    return judge


async def test_find_freshness__nothing_indexed__is_stale(database):
    async with database.snapshot() as session:
        found = await find_freshness(session, NOON, STALENESS_SECONDS)

    assert found == Freshness(None, -1, None, None, is_stale=True)


async def test_find_freshness__never_at_the_head__is_stale(judge):
    assert await judge() == Freshness(9, 5, None, None, is_stale=True)


@pytest.mark.parametrize(
    ("age_seconds", "is_stale"), [pytest.param(300, False, id="just in time"), pytest.param(301, True, id="too old")]
)
async def test_find_freshness__seen_a_while_ago__is_judged_by_its_age(judge, age_seconds, is_stale):
    found = await judge(head_number=9, seen_at=NOON - timedelta(seconds=age_seconds))

    assert found == Freshness(9, 5, 9, age_seconds, is_stale=is_stale)
