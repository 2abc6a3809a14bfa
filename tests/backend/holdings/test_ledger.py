"""The ledger on both databases, fed by an indexer from a chain in memory."""

import pytest

from backend.holdings.projection import HoldingsProjection
from backend.holdings.repository import LedgerRepository
from backend.holdings.service import Standing, find_standing, serials_held
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.fake_chain import LABEL, NOBODY, create_event, transfer

BUYER = "0x" + "Bb" * 20
SELLER = "0x" + "5E" * 20
HUGE = 2**256 - 1


@pytest.fixture
def index(create_indexer, each_database):
    async def index():
        await catch_up(create_indexer(each_database))

    return index


@pytest.fixture
async def ledger(each_database):
    async with each_database.snapshot() as session:
        yield LedgerRepository(session)


async def test_list_tokens__minted_and_passed_on__follow_the_last_transfer(chain, index, ledger):
    chain.mine(transfer(SELLER, 1), transfer(SELLER, 2), transfer(SELLER, HUGE))
    chain.mine(transfer(BUYER, 2, sender=SELLER))

    await index()

    assert await ledger.list_tokens(LABEL, SELLER) == [1, HUGE]
    assert await ledger.list_tokens(LABEL, BUYER) == [2]
    assert await ledger.list_holders(LABEL) == [(SELLER, 2), (BUYER, 1)]


async def test_list_tokens__moved_twice_in_one_block__takes_the_later_one(chain, index, ledger):
    chain.mine(transfer(SELLER, 1), transfer(BUYER, 1, sender=SELLER))

    await index()

    assert await ledger.find_owner(LABEL, 1) == BUYER
    assert await ledger.list_tokens(LABEL, SELLER) == []


async def test_find_owner__burned__is_nobody(chain, index, ledger):
    chain.mine(transfer(SELLER, 1), transfer(NOBODY, 1, sender=SELLER))

    await index()

    assert await ledger.find_owner(LABEL, 1) is None
    assert await ledger.list_holders(LABEL) == []


async def test_undo__transfers_reorged_out__give_tokens_back(chain, index, ledger):
    chain.mine(transfer(SELLER, 1), transfer(SELLER, 2))
    chain.mine(transfer(BUYER, 1, sender=SELLER))
    chain.mine(transfer(BUYER, 3))
    await index()

    chain.reorg(2)
    chain.mine()
    chain.mine()
    await index()

    assert await ledger.list_tokens(LABEL, SELLER) == [1, 2]
    assert await ledger.list_tokens(LABEL, BUYER) == []


async def test_apply__amount_moved__is_no_token(chain, index, ledger):
    chain.mine(create_event(sender=NOBODY, receiver=BUYER, value=5))

    await index()

    assert await ledger.list_holders(LABEL) == []
    assert await ledger.list_balances([(LABEL, BUYER)]) == {(LABEL, BUYER): 5}


async def test_apply__twice__changes_nothing(chain, index, ledger, each_database):
    chain.mine(transfer(SELLER, 1))
    chain.mine(transfer(BUYER, 1, sender=SELLER))
    await index()

    async with each_database.transaction() as session:
        await HoldingsProjection().apply(session, chain.events[chain.blocks[1].hash])

    assert await ledger.find_owner(LABEL, 1) == BUYER


async def test_serials_held__sold_at_the_head__are_lost_at_once_and_gained_when_final(
    chain,
    index,
    each_database,
):
    chain.mine(transfer(SELLER, 1), transfer(SELLER, 2))
    chain.mine()
    chain.mine(transfer(BUYER, 1, sender=SELLER))
    await index()

    async with each_database.snapshot() as session:
        assert await serials_held(session, LABEL, SELLER, finalized_block=2) == [2]
        assert await find_standing(session, LABEL, BUYER, finalized_block=2) == Standing(settled=[], pending=[1])
        assert await serials_held(session, LABEL, BUYER, finalized_block=3) == [1]


async def test_serials_held__sent_away_and_back__wait_again(chain, index, each_database):
    chain.mine(transfer(SELLER, 1))
    chain.mine(transfer(BUYER, 1, sender=SELLER), transfer(SELLER, 1, sender=BUYER))
    await index()

    async with each_database.snapshot() as session:
        assert await serials_held(session, LABEL, SELLER, finalized_block=1) == []
        assert await serials_held(session, LABEL, SELLER, finalized_block=2) == [1]
