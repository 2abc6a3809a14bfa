"""What wallets have of tokens that come in amounts, on both databases."""

import pytest
from sqlalchemy import text

from backend.holdings.balances import MOST, weigh
from backend.holdings.projection import HoldingsProjection
from backend.holdings.repository import LedgerRepository
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.fake_chain import LABEL, NOBODY, create_event

BUYER = "0x" + "Bb" * 20
SELLER = "0x" + "5E" * 20


@pytest.fixture
def index(create_indexer, each_database):
    async def index():
        await catch_up(create_indexer(each_database))

    return index


@pytest.fixture
def read(each_database):
    async def read():
        async with each_database.snapshot() as session:
            found = await LedgerRepository(session).list_balances([(LABEL, BUYER), (LABEL, SELLER)])
        return found.get((LABEL, BUYER)), found.get((LABEL, SELLER))

    return read


def pay(recipient, value, sender=NOBODY):
    return create_event(sender=sender, receiver=recipient, value=value)


async def test_apply__paid_on__both_sides_change(chain, index, read):
    chain.mine(pay(SELLER, 10), pay(BUYER, 4, sender=SELLER))
    chain.mine(pay(BUYER, 1, sender=SELLER))

    await index()

    assert await read() == (5, 5)


async def test_apply__twice__changes_nothing(chain, index, read, each_database):
    chain.mine(pay(SELLER, 10), pay(BUYER, 4, sender=SELLER))
    await index()

    async with each_database.transaction() as session:
        await HoldingsProjection().apply(session, chain.events[chain.blocks[1].hash])

    assert await read() == (4, 6)


async def test_undo__payments_reorged_out__are_taken_back(chain, index, read):
    chain.mine(pay(SELLER, 10))
    chain.mine(pay(BUYER, 4, sender=SELLER))
    await index()

    chain.reorg(1)
    chain.mine(pay(BUYER, 1, sender=SELLER))
    chain.mine()
    await index()

    assert await read() == (1, 9)


async def test_balances__as_text__compare_as_numbers(chain, index, each_database):
    chain.mine(pay(SELLER, 9), pay(BUYER, 10))
    await index()

    async with each_database.snapshot() as session:
        largest = (await session.execute(text("SELECT wallet FROM balances ORDER BY amount DESC"))).scalars().first()

    assert largest == BUYER


@pytest.mark.parametrize(
    ("moves", "balance"),
    [
        pytest.param([pay(BUYER, MOST), pay(BUYER, 1)], MOST, id="more than there can be"),
        pytest.param([pay(SELLER, 5, sender=BUYER), pay(BUYER, 2)], 2, id="more than there was"),
        pytest.param([pay(BUYER, 5), pay(BUYER, 3, sender=BUYER)], 5, id="to itself"),
    ],
)
def test_weigh__token_that_lies__stays_in_range(moves, balance):
    balances = {}

    list(weigh(moves, balances))

    assert balances[LABEL, BUYER] == balance
