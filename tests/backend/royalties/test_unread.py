"""What the log says of a label that was indexed before royalties were."""

import pytest
from sqlmodel import delete

from backend.royalties.models import Split
from backend.royalties.unread import SPLITS_UNREAD, warn_of_unread_splits
from tests.backend.royalties.story import drop_creation


@pytest.fixture
def warn(each_database, caplog):
    async def warn():
        async with each_database.snapshot() as session:
            await warn_of_unread_splits(session)
        return caplog.messages

    return warn


async def test_warn__split_of_a_drop_was_never_read__says_it_once_with_the_remedy(tell, each_database, warn):
    await tell([drop_creation()])
    async with each_database.transaction() as session:
        await session.execute(delete(Split))

    assert await warn() == [SPLITS_UNREAD]


async def test_warn__splits_were_read__is_silent(tell, warn):
    await tell([drop_creation()])

    assert await warn() == []
