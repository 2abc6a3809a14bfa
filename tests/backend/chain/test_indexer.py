import asyncio
import logging
from dataclasses import replace

import pytest

from backend.chain.errors import CursorMoved, FinalizedBlockChanged, LogsInconsistent, NodeBehind, RangeRefused
from backend.chain.leadership import OnlyProcess
from backend.chain.repository import ChainRepository
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.fake_chain import create_event, transfer

FAN = "0x" + "Fa" * 20
CHILD = "0x" + "C1" * 20


@pytest.fixture
def read_cursor(database):
    async def read_cursor():
        async with database.snapshot() as session:
            return await ChainRepository(session).find_cursor()

    return read_cursor


async def test_step__new_block__applies_its_events_and_moves_the_cursor(indexer, chain, notebook, read_cursor):
    chain.mine(transfer(FAN, 1))

    await catch_up(indexer)

    assert notebook.numbers == [1]
    cursor = await read_cursor()
    assert (cursor.number, cursor.hash) == (1, chain.blocks[1].hash)


async def test_step__nothing_new__has_nothing_more_to_do(indexer, chain, notebook):
    chain.mine(transfer(FAN, 1))
    await catch_up(indexer)

    assert await indexer.step() is False
    assert notebook.numbers == [1]


async def test_step__final_blocks__are_read_in_ranges(indexer, chain, notebook):
    for token_id in range(1200):
        chain.mine(transfer(FAN, token_id))
    chain.finalized_number = 1200

    await catch_up(indexer)

    assert chain.asked == [(1, 500), (501, 1200)]
    assert notebook.numbers == list(range(1, 1201))


async def test_step__range_refused__is_halved_until_it_is_taken(indexer, chain, notebook):
    for token_id in range(400):
        chain.mine(transfer(FAN, token_id))
    chain.finalized_number = 400
    chain.longest_range = 300

    await catch_up(indexer)

    assert chain.asked[:3] == [(1, 400), (1, 250), (251, 400)]
    assert notebook.numbers == list(range(1, 401))


async def test_step__single_block_refused__raises(indexer, chain):
    chain.mine()
    chain.finalized_number = 1
    chain.longest_range = 0

    with pytest.raises(RangeRefused):
        await catch_up(indexer)


async def test_step__start_block__skips_what_came_before(create_indexer, chain, notebook):
    for token_id in range(5):
        chain.mine(transfer(FAN, token_id))

    await catch_up(create_indexer(start_block=4))

    assert notebook.numbers == [4, 5]


async def test_step__contract_created_and_used_in_one_block__is_read_from_that_block(indexer, chain, notebook):
    chain.mine(create_event("Created", child=CHILD), transfer(FAN, 1, contract=CHILD))

    await catch_up(indexer)

    assert [event.name for event in notebook.events] == ["Created", "Transfer"]


async def test_step__contract_created_in_a_range__is_read_for_the_whole_range(indexer, chain, notebook):
    chain.mine(create_event("Created", child=CHILD))
    chain.mine(transfer(FAN, 1, contract=CHILD))
    chain.mine(transfer(FAN, 2, contract=CHILD))
    chain.finalized_number = 3

    await catch_up(indexer)

    assert notebook.numbers == [1, 2, 3]


async def test_step__no_contract_followed__reads_no_logs(indexer, chain, notebook):
    chain.mine()
    notebook.addresses = _follow_nothing

    await catch_up(indexer)

    assert chain.asked == []


async def test_step__blocks_replaced__takes_back_and_reads_anew(indexer, chain, notebook, read_cursor):
    for token_id in range(4):
        chain.mine(transfer(FAN, token_id))
    await catch_up(indexer)

    chain.reorg(2)
    chain.mine()
    chain.mine()
    chain.mine(transfer(FAN, 9))
    await catch_up(indexer)

    assert notebook.numbers == [1, 2, 5]
    assert (await read_cursor()).hash == chain.blocks[5].hash


async def test_step__every_indexed_block_replaced__starts_over(create_indexer, chain, notebook):
    for token_id in range(3):
        chain.mine(transfer(FAN, token_id))
    indexer = create_indexer(start_block=3)
    await catch_up(indexer)

    chain.reorg(3)
    for token_id in range(4):
        chain.mine(transfer(FAN, token_id))
    await catch_up(indexer)

    assert notebook.numbers == [3, 4]


async def test_step__node_behind_on_the_same_chain__takes_nothing_back(indexer, chain, notebook):
    for token_id in range(3):
        chain.mine(transfer(FAN, token_id))
    await catch_up(indexer)

    chain.blocks.pop()

    assert await indexer.step() is False
    assert notebook.numbers == [1, 2, 3]


async def test_step__final_block_replaced__stops_and_keeps_everything(indexer, chain, notebook, read_cursor):
    for token_id in range(5):
        chain.mine(transfer(FAN, token_id))
    chain.finalized_number = 4
    await catch_up(indexer)

    chain.reorg(3)
    for _ in range(4):
        chain.mine()

    with pytest.raises(FinalizedBlockChanged, match="Block 4 was final"):
        await catch_up(indexer)
    assert notebook.numbers == [1, 2, 3, 4, 5]
    assert (await read_cursor()).number == 5


async def test_step__final_block_above_the_cursor_replaced__stops(indexer, chain):
    for _ in range(5):
        chain.mine()
    chain.finalized_number = 5
    await indexer.step()

    chain.reorg(2)
    chain.mine()
    chain.mine()

    with pytest.raises(FinalizedBlockChanged, match="Block 5 was final"):
        await indexer.step()


async def test_step__node_contradicts_itself_below_finality__stops(indexer, chain, notebook):
    for token_id in range(4):
        chain.mine(transfer(FAN, token_id))
    chain.longest_range = 1
    chain.finalized_number = 4
    while notebook.numbers != [1, 2]:
        await indexer.step()

    chain.blocks[2] = replace(chain.blocks[2], hash="0xother")

    with pytest.raises(FinalizedBlockChanged, match="Block 2 was final"):
        await indexer.step()


async def test_step__finality_of_another_fork__is_not_believed(indexer, chain, read_cursor):
    for _ in range(3):
        chain.mine()
    await catch_up(indexer)
    real = chain.blocks[2]

    chain.finalized_number = 2
    chain.blocks[2] = replace(real, hash="0xother")
    await indexer.step()

    assert (await read_cursor()).finalized_number == 0


async def test_step__blocks_replaced_while_reading__reads_anew(indexer, chain, notebook, read_cursor):
    chain.mine(transfer(FAN, 1))
    await catch_up(indexer)
    chain.mine(transfer(FAN, 2))
    chain.reorg_when_asked_for = 2

    await catch_up(indexer)

    assert notebook.numbers == [2]
    assert (await read_cursor()).hash == chain.blocks[2].hash


async def test_step__node_below_finality__waits(indexer, chain):
    for _ in range(5):
        chain.mine()
    chain.finalized_number = 5
    await catch_up(indexer)

    chain.finalized_number = 1
    chain.reorg(3)

    with pytest.raises(NodeBehind, match="at block 2, but block 5 was final"):
        await indexer.step()


async def test_step__finality_moves_back__keeps_the_newest(indexer, chain, read_cursor):
    for _ in range(5):
        chain.mine()
    chain.finalized_number = 4
    await catch_up(indexer)

    chain.finalized_number = 2
    await indexer.step()

    assert (await read_cursor()).finalized_number == 4


async def test_step__finality_moves_on__is_noted_without_new_blocks(indexer, chain, read_cursor):
    for _ in range(5):
        chain.mine()
    await catch_up(indexer)

    chain.finalized_number = 3
    await indexer.step()

    cursor = await read_cursor()
    assert (cursor.finalized_number, cursor.finalized_hash) == (3, chain.blocks[3].hash)


async def test_step__finality_moves_on__forgets_blocks_below(indexer, chain, database):
    for _ in range(6):
        chain.mine()
    await catch_up(indexer)

    chain.finalized_number = 4
    await indexer.step()

    async with database.snapshot() as session:
        blocks = await ChainRepository(session).list_blocks(highest=10)
    assert [block.number for block in blocks] == [6, 5, 4]


async def test_step__log_of_another_block__is_refused(indexer, chain):
    chain.mine(transfer(FAN, 1))
    chain.mine()
    chain.events[chain.blocks[2].hash] = chain.events[chain.blocks[1].hash]
    chain.finalized_number = 2
    (event,) = chain.events[chain.blocks[1].hash]
    chain.blocks[1] = chain.blocks[0]
    chain.events[chain.blocks[0].hash] = [event]

    with pytest.raises(LogsInconsistent):
        await catch_up(indexer)


async def test_step__projection_breaks__leaves_the_cursor_and_continues_later(
    indexer, create_indexer, chain, notebook, read_cursor
):
    for token_id in range(4):
        chain.mine(transfer(FAN, token_id))
    notebook.breaks_at = 3

    with pytest.raises(ConnectionAbortedError):
        await catch_up(indexer)
    assert (await read_cursor()).number == 2

    notebook.breaks_at = None
    await catch_up(create_indexer())
    assert notebook.numbers == [1, 2, 3, 4]


async def test_advance__cursor_moved_by_another_indexer__is_refused(indexer, chain, database, read_cursor):
    chain.mine()
    await catch_up(indexer)
    seen = await read_cursor()
    chain.mine()
    await catch_up(indexer)

    with pytest.raises(CursorMoved):
        async with database.transaction() as session:
            await ChainRepository(session).advance(seen, chain.blocks[2], chain.blocks[0])


async def test_run__step_fails__logs_and_goes_on(indexer, chain, caplog):
    chain.mine(transfer(FAN, 1))
    failing = FailsOnce(chain)
    indexer._node = failing

    with caplog.at_level(logging.WARNING):
        loop = asyncio.create_task(indexer.run(poll_seconds=0.001, leadership=OnlyProcess()))
        await failing.asked_again.wait()
        loop.cancel()
        await asyncio.wait([loop])

    assert "was final before" in caplog.text


class FailsOnce:
    """A chain whose node does not know its head the first time."""

    def __init__(self, chain):
        self._chain = chain
        self._failed = False
        self.asked_again = asyncio.Event()

    async def head(self):
        if not self._failed:
            self._failed = True
            raise NodeBehind(0, 1)
        self.asked_again.set()
        return await self._chain.head()

    def __getattr__(self, name):
        return getattr(self._chain, name)


async def _follow_nothing(session):
    return set()
