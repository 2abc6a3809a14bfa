"""Contracts that are followed late, on both databases."""

import pytest

from backend.chain.errors import NodeRefused
from backend.chain.following import FollowingRepository, follow_contract, list_unread
from backend.chain.indexer import Indexer
from backend.holdings.projection import HoldingsProjection
from backend.holdings.repository import LedgerRepository
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.conftest import Notebook
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.chain.fake_chain import create_event, transfer

FAN = "0x" + "Fa" * 20
BUYER = "0x" + "Bb" * 20
TOKEN = "0x" + "70" * 20


@pytest.fixture
def indexer(chain, each_database):  # noqa: F811
    return Indexer(chain, chain, each_database, [Notebook(), HoldingsProjection()], start_block=3)


@pytest.fixture
def follow(each_database):  # noqa: F811
    async def follow(first_block=None):
        async with each_database.transaction() as session:
            await follow_contract(session, TOKEN, first_block)

    return follow


@pytest.fixture
def read(each_database):  # noqa: F811
    async def read():
        async with each_database.snapshot() as session:
            ledger = LedgerRepository(session)
            balances = await ledger.list_balances([(TOKEN, FAN), (TOKEN, BUYER)])
            return balances.get((TOKEN, FAN), 0), balances.get((TOKEN, BUYER), 0)

    return read


def pay(recipient, value, sender="0x" + "0" * 40):
    return create_event(address=TOKEN, sender=sender, receiver=recipient, value=value)


async def test_step__contract_older_than_the_label__is_read_from_its_first_block(chain, indexer, follow, read):
    chain.mine(pay(FAN, 5))
    for token_id in range(4):
        chain.mine(transfer(FAN, token_id))
    chain.mine(pay(BUYER, 2, sender=FAN))
    chain.finalized_number = 4
    await follow()

    await catch_up(indexer)

    assert await read() == (3, 2)


async def test_step__followed_after_a_while__goes_on_with_the_others(chain, indexer, follow, read, each_database):  # noqa: F811
    chain.mine(pay(FAN, 5))
    for _ in range(4):
        chain.mine()
    await catch_up(indexer)
    assert await read() == (0, 0)

    await follow()
    async with each_database.snapshot() as session:
        assert await list_unread(session, [TOKEN, FAN]) == {TOKEN}
    await catch_up(indexer)
    chain.mine(pay(BUYER, 1, sender=FAN))
    await catch_up(indexer)

    assert await read() == (4, 1)
    async with each_database.snapshot() as session:
        assert await list_unread(session, [TOKEN]) == set()


async def test_step__joined_and_reorged__is_as_the_others(chain, indexer, follow, read):
    for _ in range(4):
        chain.mine()
    chain.mine(pay(FAN, 5))
    await follow()
    await catch_up(indexer)

    chain.reorg(2)
    chain.mine(pay(FAN, 1))
    chain.mine()
    chain.mine()
    await catch_up(indexer)

    assert await read() == (1, 0)


async def test_step__nobody_remembers_its_creation__reads_from_the_first_block(chain, indexer, follow, read):
    chain.mine(pay(FAN, 5))
    for _ in range(4):
        chain.mine()
    chain.finalized_number = 5
    chain.has_code = refuse
    await follow()

    await catch_up(indexer)

    assert await read() == (5, 0)


async def refuse(_address, _block):
    raise NodeRefused("missing trie node")  # noqa: TRY003 - as a pruned node says it


async def test_start_over__late_contract__is_read_again(chain, indexer, follow, read, each_database):  # noqa: F811
    chain.mine(pay(FAN, 5))
    for _ in range(5):
        chain.mine(pay(FAN, 1))
    chain.finalized_number = 3
    await follow(first_block=1)
    await catch_up(indexer)

    await indexer.start_over()
    assert await read() == (0, 0)
    await catch_up(indexer)

    assert await read() == (10, 0)
    async with each_database.snapshot() as session:
        assert await FollowingRepository(session).list_caught_up() == {TOKEN}
