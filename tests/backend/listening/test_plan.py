"""How SQLite finds what is asked with every press of play."""

from backend.listening.repository import RECENT
from tests.backend.gates.test_plan import explain


async def test_recent_plays__of_an_account__are_found_by_it_and_not_by_the_release(database):
    parameters = {"account": "a", "slug": "night-bus", "recording": "mix"}

    async with database.snapshot() as session:
        steps = await explain(session, RECENT, parameters)

    assert steps == ["SEARCH plays USING INDEX ix_plays_account (account=?)"]
