"""Drops and their sales on both databases, from a chain in memory."""

import pytest

from backend.catalog.fingerprint import release_key
from backend.chain.indexer import Indexer
from backend.drops.projection import DropsProjection
from backend.drops.repository import DropRepository
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.fake_chain import LABEL, FakeChain, create_event

DROP = "0x" + "D0" * 20
OTHER_DROP = "0x" + "D1" * 20
FAN = "0x" + "Fa" * 20
TERMS = {
    "name": "Warehouse",
    "symbol": "WARE",
    "metadata": "0x" + "11" * 32,
    "supply": 2**32 - 1,
    "price": 2**96 - 1,
    "opens": 2**40 - 1,
    "closes": 0,
    "wallet_cap": 2**32 - 1,
    "royalty_bps": 1000,
}


@pytest.fixture
def chain():
    return FakeChain()


@pytest.fixture
def index(chain, each_database):
    async def index():
        await catch_up(Indexer(chain, chain, each_database, [DropsProjection(LABEL)], start_block=1))

    return index


@pytest.fixture
async def drops(each_database):
    async with each_database.snapshot() as session:
        yield DropRepository(session)


def creation(drop=DROP, slug="warehouse", label=LABEL):
    return create_event(
        "DropCreated", address=label, release=release_key(slug), drop=drop, split=FAN, terms=TERMS, payees=[]
    )


def sale(first_serial=1, quantity=1, drop=DROP):
    arguments = {"recipient": FAN, "first_serial": first_serial, "quantity": quantity, "paid": 2**96 - 1}
    return create_event("EditionMinted", address=drop, **arguments)


async def test_apply__drop_created__keeps_the_largest_terms(chain, index, drops):
    chain.mine(creation())

    await index()

    drop = await drops.find_by_release(release_key("warehouse"))
    assert (drop.address, drop.price_wei, drop.opens) == (DROP, 2**96 - 1, 2**40 - 1)
    assert (drop.supply, drop.wallet_cap) == (2**32 - 1, 2**32 - 1)


async def test_apply__sales__add_up_for_each_drop(chain, index, drops):
    chain.mine(creation(), creation(OTHER_DROP, slug="cellar"))
    chain.mine(sale(), sale(first_serial=2, quantity=20), sale(drop=OTHER_DROP))

    await index()

    assert await drops.count_minted(DROP) == 21
    assert await drops.count_minted(OTHER_DROP) == 1


async def test_apply__someone_else_claims_a_drop__is_not_believed(chain, index, drops):
    chain.mine(creation(), creation(OTHER_DROP, slug="cellar", label=DROP))

    await index()

    assert await drops.list_addresses() == [DROP]


async def test_undo__sale_and_creation_replaced__forgets_both_and_takes_them_again(chain, index, each_database):
    chain.mine(creation())
    chain.mine(creation(OTHER_DROP, slug="cellar"), sale())
    await index()

    chain.reorg(1)
    chain.mine()
    await index()
    assert await read_facts(each_database) == ([DROP], 0)

    chain.mine(creation(OTHER_DROP, slug="cellar"), sale())
    await index()
    assert await read_facts(each_database) == ([DROP, OTHER_DROP], 1)


async def read_facts(database):
    async with database.snapshot() as session:
        drops = DropRepository(session)
        return sorted(await drops.list_addresses()), await drops.count_minted(DROP)


def cut(supply, name="SupplyShrunk", argument="supply", drop=DROP):
    return create_event(name, address=drop, **{argument: supply})


async def test_apply__supply_shrunk_and_closed__keeps_the_smallest(chain, index, drops):
    chain.mine(creation(), sale(quantity=3))
    chain.mine(cut(50), cut(3, name="DropClosed", argument="minted"))

    await index()

    assert (await drops.find_by_release(release_key("warehouse"))).supply == 3


async def test_apply__cut_by_a_stranger__changes_nothing(chain, index, drops):
    chain.mine(creation())
    chain.mine(cut(1, drop=OTHER_DROP))

    await index()

    assert (await drops.find_by_release(release_key("warehouse"))).supply == 2**32 - 1


async def test_undo__cut_reorged_out__supply_is_as_large_as_before(chain, index, each_database):
    chain.mine(creation())
    chain.mine(cut(50))
    chain.mine(cut(20))
    await index()

    chain.reorg(1)
    chain.mine()
    await index()

    async with each_database.snapshot() as session:
        assert (await DropRepository(session).find_by_release(release_key("warehouse"))).supply == 50
