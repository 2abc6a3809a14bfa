"""The whole application with a label whose fans vote, on the first day of the votes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.governance.projection import GovernanceProjection
from backend.holdings.projection import HoldingsProjection
from tests.backend.chain.fake_chain import FakeChain
from tests.backend.governance.story import BEGINS, DAY, GOVERNOR, TOKEN
from tests.backend.listening.label import app, browse  # noqa: F401 - fixtures


@pytest.fixture
def clock(clock):
    clock.now = datetime.fromtimestamp(BEGINS + DAY, tz=UTC)
    return clock


@pytest.fixture
async def fans_browser(app, browse):  # noqa: F811
    """Return the browser of somebody at a label that has a governor."""
    contracts = app.state.contracts
    contracts.deployment = replace(contracts.deployment, governor=GOVERNOR, fan_token=TOKEN)
    return await browse()


@pytest.fixture
async def tell(database):
    """Write down what governor and token say in some blocks."""

    async def tell(*blocks):
        chain = FakeChain()
        for events in blocks:
            chain.mine(*events)
        events = [event for block in chain.blocks for event in chain.events[block.hash]]
        async with database.transaction() as session:
            for projection in (GovernanceProjection(GOVERNOR, TOKEN), HoldingsProjection()):
                await projection.apply(session, events)

    return tell
