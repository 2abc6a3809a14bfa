"""Drops and their sales on both databases, from a chain in memory."""

import pytest

from backend.catalog.fingerprint import release_key
from backend.chain.indexer import Indexer
from backend.drops.projection import DropsProjection
from backend.drops.repository import DropRepository
from backend.drops.standing import read_standing
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.fake_chain import LABEL, NOBODY, FakeChain, create_event

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
OPTIONS = {
    "least_supply": 2**32 - 1,
    "cut_off": 2**40 - 1,
    "referral_bps": 5000,
    "platform": NOBODY,
    "platform_bps": 0,
    "is_shared": False,
    "commitment": "0x" + "00" * 32,
    "currency": NOBODY,
    "in_currency": False,
    "tiers": [],
    "is_soulbound": False,
    "validator": NOBODY,
    "has_golden": False,
}
PHASE = {
    "price": 2**96 - 1,
    "opens": 2**40 - 1,
    "closes": 2**40 - 1,
    "wallet_cap": 2**16 - 1,
    "root": "0x" + "00" * 32,
    "signer": NOBODY,
    "tier": 4,
    "in_currency": False,
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


def creation(drop=DROP, slug="warehouse", label=LABEL, **options):
    arguments = {"release": release_key(slug), "drop": drop, "split": FAN, "terms": TERMS, "payees": []}
    return create_event("DropCreated", address=label, **arguments, options=OPTIONS | options)


def phase(number, label=LABEL, **changes):
    return create_event("PhaseAdded", address=label, drop=DROP, number=number, phase=PHASE | changes)


def sale(first_serial=1, quantity=1, drop=DROP):
    arguments = {"recipient": FAN, "first_serial": first_serial, "quantity": quantity, "paid": 2**96 - 1}
    return create_event("EditionMinted", address=drop, **arguments)


async def test_apply__drop_created__keeps_the_largest_terms(chain, index, drops):
    chain.mine(creation())

    await index()

    drop = await drops.find_by_release(release_key("warehouse"))
    assert (drop.address, drop.price, drop.opens) == (DROP, 2**96 - 1, 2**40 - 1)
    assert (drop.supply, drop.wallet_cap) == (2**32 - 1, 2**32 - 1)


async def test_apply__sales__add_up_for_each_drop(chain, index, drops):
    chain.mine(creation(), creation(OTHER_DROP, slug="cellar"))
    chain.mine(sale(), sale(first_serial=2, quantity=20), sale(drop=OTHER_DROP))

    await index()

    assert (await drops.count_minted(DROP)).total == 21
    assert (await drops.count_minted(OTHER_DROP)).total == 1


async def test_apply__someone_else_claims_a_drop__is_not_believed(chain, index, drops):
    chain.mine(creation(), creation(OTHER_DROP, slug="cellar", label=DROP))

    await index()

    assert await drops.list_addresses() == [DROP]


async def test_apply__created_and_sold_in_one_range_told_twice__changes_nothing(chain, index, each_database):
    chain.mine(creation(), sale(), sale(first_serial=2, quantity=3))
    await index()

    async with each_database.transaction() as session:
        await DropsProjection(LABEL).apply(session, chain.events[chain.blocks[1].hash])

    assert await read_facts(each_database) == ([DROP], 4)


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
        return sorted(await drops.list_addresses()), (await drops.count_minted(DROP)).total


async def test_apply__drop_with_options__keeps_what_it_promised(chain, index, drops):
    token, validator = "0x" + "C0" * 20, "0x" + "C1" * 20
    chain.mine(creation(tiers=[80, 20], currency=token, in_currency=True, validator=validator, has_golden=True))

    await index()

    drop = await drops.find_by_release(release_key("warehouse"))
    assert (drop.least_supply, drop.cut_off, drop.referral_bps) == (2**32 - 1, 2**40 - 1, 5000)
    assert (drop.currency, drop.is_in_currency, drop.validator, drop.platform) == (token, True, validator, None)
    assert (drop.tiers, drop.has_golden, drop.is_soulbound) == ([80, 20], True, False)


async def test_apply__phases__are_listed_by_number(chain, index, drops):
    root, signer = "0x" + "ab" * 32, "0x" + "5E" * 20
    chain.mine(creation(), phase(2, signer=signer), phase(1, root=root), phase(3), phase(4, label=DROP))

    await index()

    phases = await drops.list_phases(DROP)
    assert [(each.number, str(each.audience)) for each in phases] == [(1, "allowlist"), (2, "ticket"), (3, "public")]
    assert (phases[0].root, phases[1].signer) == (root, signer)
    assert (phases[2].price, phases[2].opens, phases[2].wallet_cap) == (2**96 - 1, 2**40 - 1, 2**16 - 1)


async def test_apply__editions_of_tiers__are_counted_apart(chain, index, drops):
    gold = {"tier": 1, "first_serial": 3, "quantity": 4}
    chain.mine(creation(tiers=[80, 20]))
    chain.mine(sale(quantity=2), create_event("TierMinted", address=DROP, **gold), sale(first_serial=3, quantity=4))

    await index()

    minted = await drops.count_minted(DROP)
    assert (minted.total, minted.of(0), minted.of(1), minted.of(2)) == (6, 2, 4, 0)


async def test_apply__sale_with_everything__is_kept_whatever_its_comment(chain, index, drops):
    told = {"buyer": FAN, "recipient": DROP, "referrer": LABEL, "first_serial": 1, "quantity": 1, "paid": 2**96 - 1}
    chain.mine(creation(), sale(), create_event("EditionSold", address=DROP, **told, currency=NOBODY, comment="a\0b"))

    await index()

    (sold,) = await drops.list_sales(DROP)
    assert (sold.buyer, sold.recipient, sold.referrer, sold.currency) == (FAN, DROP, LABEL, None)
    assert (sold.paid, sold.comment) == (2**96 - 1, "a\N{REPLACEMENT CHARACTER}b")


def change(name, drop=DROP, **arguments):
    return create_event(name, address=drop, **arguments)


CLOSED = change("DropClosed", minted=3)
PAUSED, RESUMED = change("SalePaused", is_paused=True), change("SalePaused", is_paused=False)
FREED = change("TransferValidatorUpdated", previous=LABEL, validator=NOBODY)


async def read_drop_standing(database):
    async with database.snapshot() as session:
        drops = DropRepository(session)
        drop = await drops.find_by_release(release_key("warehouse"))
        changes = await drops.list_changes(DROP)
        return read_standing(drop, await drops.list_phases(DROP), changes, await drops.count_minted(DROP))


async def test_apply__changes__stand_as_the_last_of_each_says(chain, index, each_database):
    chain.mine(creation(validator=LABEL), sale(quantity=3), PAUSED)
    chain.mine(change("SupplyShrunk", supply=50), RESUMED, change("SupplyShrunk", supply=20), CLOSED, FREED)
    chain.mine(change("GoldenScheduled", block_number=2**40), change("GoldenDrawn", serial=2))

    await index()

    standing = await read_drop_standing(each_database)
    assert (standing.stock.lowered_supply, standing.stock.is_closed, standing.stock.is_paused) == (20, True, False)
    assert (standing.draw.block, standing.draw.serial, standing.validator) == (2**40, 2, None)


async def test_apply__changes_by_a_stranger__change_nothing(chain, index, each_database):
    chain.mine(creation())
    chain.mine(change("SupplyShrunk", drop=OTHER_DROP, supply=1), change("SalePaused", drop=OTHER_DROP, is_paused=True))

    await index()

    standing = await read_drop_standing(each_database)
    assert (standing.stock.most, standing.stock.is_paused) == (2**32 - 1, False)


async def test_undo__changes_reorged_out__stand_as_before(chain, index, each_database):
    chain.mine(creation(), sale())
    chain.mine(change("SupplyShrunk", supply=50), PAUSED)
    chain.mine(change("SupplyShrunk", supply=20), RESUMED, CLOSED, phase(1))
    await index()

    chain.reorg(1)
    chain.mine()
    await index()

    standing = await read_drop_standing(each_database)
    assert (standing.stock.lowered_supply, standing.stock.is_paused, standing.stock.is_closed) == (50, True, False)
    assert standing.find_phase(1) is None
