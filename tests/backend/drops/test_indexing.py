"""Label, drop and editions on a real chain, indexed."""

import subprocess
import sys

import pytest

from backend.drops.errors import DropMissing
from backend.drops.repository import DropRepository
from backend.holdings.repository import LedgerRepository
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import empty_database, locate_database

CHILD = "tests.backend.drops.indexing_process"


@pytest.fixture
async def create_database(tmp_path):
    """Open further databases for one test."""
    opened = []

    async def create_database(name):
        folder = tmp_path / name
        folder.mkdir()
        context = empty_database(locate_database("sqlite", folder))
        opened.append(context)
        return await context.__aenter__()

    yield create_database
    for context in opened:
        await context.__aexit__(None, None, None)


async def read_facts(database, address):
    async with database.snapshot() as session:
        drops = await DropRepository(session).list_addresses()
        return drops, await LedgerRepository(session).list_holders(address)


async def test_index__no_drop_yet__knows_none(index, describe):
    await index()

    with pytest.raises(DropMissing, match="no drop called warehouse yet"):
        await describe()


async def test_index__created_and_minted__shows_terms_and_holders(label, index, describe):
    drop = label.create_drop(wallet_cap=3)
    label.mint(drop, label.fan, quantity=2)

    await index()

    details = await describe(viewer=label.fan)
    assert (details.address, details.supply, details.minted) == (drop.address, 5, 2)
    assert [(phase.name, phase.price, phase.wallet_cap) for phase in details.phases] == [("Public sale", 10**17, 3)]
    assert details.serials_of_viewer == [1, 2]


async def test_index__created_and_minted_in_one_block__misses_nothing(label, anvil, index, describe):
    address = create_unmined_drop(label, anvil)
    anvil.mine()
    await index()

    details = await describe(viewer=label.fan)

    assert (details.address, details.minted, details.serials_of_viewer) == (address, 1, [1])


def create_unmined_drop(label, anvil):
    """Queue a drop's creation and its first mint; the next block will have both."""
    creation = label.prepare_drop()
    drop = label.open_drop(creation.call({"from": label.artist})[0])
    anvil.pause_mining()
    creation.transact({"from": label.artist, "gas": 2_000_000, "gasPrice": 2 * 10**10})
    drop.functions.mint(label.fan, 1).transact({"from": label.fan, "value": 10**17, "gas": 500_000, "gasPrice": 10**10})
    return drop.address


async def test_index__edition_passed_on__moves_to_the_buyer(label, index, describe):
    drop = label.create_drop()
    label.mint(drop, label.fan)
    label.send(drop.functions.transferFrom(label.fan, label.stranger, 1), label.fan)

    await index()

    assert (await describe(viewer=label.fan)).serials_of_viewer == []
    assert (await describe(viewer=label.stranger)).serials_of_viewer == [1]


async def test_index__mint_reorged_out__disappears_and_is_back_once(label, anvil, index, describe):
    drop = label.create_drop()
    label.mint(drop, label.fan)
    await index()
    assert (await describe()).minted == 1

    anvil.reorg(1)
    await index()
    details = await describe(viewer=label.fan)
    assert (details.minted, details.serials_of_viewer) == (0, [])

    label.mint(drop, label.fan)
    await index()
    details = await describe(viewer=label.fan)
    assert (details.minted, details.serials_of_viewer) == (1, [1])


async def test_index__drop_reorged_out__is_not_for_sale(label, anvil, index, describe):
    label.create_drop()
    await index()

    anvil.reorg(1)
    await index()

    with pytest.raises(DropMissing):
        await describe()


async def test_index__killed_between_ranges__resumes_to_the_same_rows(
    label, anvil, create_indexer, create_database, tmp_path
):
    drop = label.create_drop(supply=50)
    for _ in range(8):
        label.mint(drop, label.fan)
    killed, scratch = await create_database("killed"), await create_database("scratch")

    kill_while_indexing(anvil.url, tmp_path / "killed", label)
    await catch_up(create_indexer(killed))
    await catch_up(create_indexer(scratch))

    assert await read_facts(killed, drop.address) == await read_facts(scratch, drop.address)
    assert await read_facts(killed, drop.address) == ([drop.address], [(label.fan, 8)])


def kill_while_indexing(rpc_url, folder, label):
    """Start an indexer in a process of its own and kill it in the middle."""
    deployment = label.deployment
    arguments = [rpc_url, locate_database("sqlite", folder), deployment.label, str(deployment.start_block)]
    with subprocess.Popen([sys.executable, "-m", CHILD, *arguments], stdout=subprocess.PIPE, text=True) as process:
        steps = [process.stdout.readline() for _ in range(4)]
        process.kill()
    assert steps == ["step\n"] * 4


async def test_start_over__indexed_before__reads_the_same_rows_again(label, create_indexer, create_database):
    drop = label.create_drop()
    label.mint(drop, label.fan, quantity=3)
    database = await create_database("again")
    indexer = create_indexer(database)
    await catch_up(indexer)
    before = await read_facts(database, drop.address)

    await indexer.start_over()
    emptied = await read_facts(database, drop.address)
    await catch_up(indexer)

    assert emptied == ([], [])
    assert await read_facts(database, drop.address) == before == ([drop.address], [(label.fan, 3)])
