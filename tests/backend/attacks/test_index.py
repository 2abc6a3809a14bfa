"""Nodes that lie and nodes that are gone: nobody's holdings change for it."""

from dataclasses import replace

import pytest

from backend.chain.errors import FinalizedBlockChanged, LogsMissing, NodesDisagree, NodeUnavailable, WrongChain
from backend.chain.freshness import find_freshness
from backend.chain.indexer import Indexer
from backend.chain.panel import Panel
from backend.holdings.repository import LedgerRepository
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.fake_chain import LABEL, FakeChain, transfer
from tests.backend.holdings.conftest import FollowedContract

FAN = "0x" + "Fa" * 20
BUYER = "0x" + "Bb" * 20
STALENESS_SECONDS = 300


class Liar:
    """A node of a chain that says what a test lets it say, and otherwise the truth."""

    def __init__(self, chain, **answers):
        self._chain = chain
        self._answers = answers

    def __getattr__(self, name):
        return self._answers.get(name) or getattr(self._chain, name)


@pytest.fixture
def chain():
    chain = FakeChain()
    chain.mine(transfer(FAN, 1))
    return chain


@pytest.fixture
def create_indexer(chain, database, clock):
    def create_indexer(*nodes):
        return Indexer(Panel(nodes), chain, database, [FollowedContract()], start_block=1, clock=clock)

    return create_indexer


@pytest.fixture
def read_owner(database):
    async def read_owner(token_id=1):
        async with database.snapshot() as session:
            return await LedgerRepository(session).find_owner(LABEL, token_id)

    return read_owner


@pytest.fixture
def judge(database, clock):
    async def judge():
        async with database.snapshot() as session:
            return await find_freshness(session, clock(), STALENESS_SECONDS)

    return judge


async def hide(*_question):
    return []


async def be_gone(*_question):
    raise NodeUnavailable


async def test_rpc_lie__logs_omitted_by_one_node__are_not_believed(chain, create_indexer, read_owner):
    liar = Liar(chain, logs_of_block=hide, logs_between=hide)

    with pytest.raises(NodesDisagree, match="the logs of block"):
        await catch_up(create_indexer(liar, chain))
    assert await read_owner() is None

    await catch_up(create_indexer(chain, chain))
    assert await read_owner() == FAN


async def test_rpc_lie__logs_omitted_by_the_only_node__are_missed_by_the_bloom(chain, create_indexer, read_owner):
    async def refuse(block, _addresses):
        raise LogsMissing(block.number)

    chain.blocks[1] = replace(chain.blocks[1], logs_bloom=2**2048 - 1)
    liar = Liar(chain, logs_of_block=hide, look_again=refuse)

    with pytest.raises(LogsMissing, match="logs of block 1"):
        await catch_up(create_indexer(liar))
    assert await read_owner() is None


async def test_rpc_lie__logs_of_a_range_omitted__are_not_believed(chain, create_indexer, read_owner):
    chain.finalized_number = 1

    with pytest.raises(NodesDisagree, match="blocks 1 to 1"):
        await catch_up(create_indexer(chain, Liar(chain, logs_between=hide)))
    assert await read_owner() is None


async def test_rpc_lie__node_of_another_chain__is_left_out(chain, create_indexer, read_owner, caplog):
    async def be_elsewhere(*_question):
        raise WrongChain(137, 1)

    names = ("head", "finalized", "find_headers", "logs_of_block", "logs_between")
    await catch_up(create_indexer(chain, Liar(chain, **dict.fromkeys(names, be_elsewhere))))

    assert await read_owner() == FAN
    assert "node 2 of 2 is left out: The node is on chain 1" in caplog.text


async def test_rpc_lie__history_forked_below_finality__stops_and_overwrites_nothing(chain, create_indexer, read_owner):
    for _ in range(4):
        chain.mine()
    chain.finalized_number = 4
    await catch_up(create_indexer(chain))

    chain.reorg(5)
    for _ in range(6):
        chain.mine(transfer(BUYER, 1))

    with pytest.raises(FinalizedBlockChanged):
        await catch_up(create_indexer(chain))
    assert await read_owner() == FAN


async def test_rpc_lie__nodes_on_two_forks__are_not_believed_until_they_agree(chain, create_indexer, read_owner, judge):
    other = FakeChain()
    other.reorg(0)
    other.mine(transfer(BUYER, 1))

    with pytest.raises(NodesDisagree, match="disagree about block 1"):
        await catch_up(create_indexer(chain, other))

    assert await read_owner() is None
    assert (await judge()).is_stale


async def test_rpc_lie__lagging_node_has_no_logs_of_a_block__is_asked_no_range(chain, create_indexer, read_owner):
    chain.finalized_number = 1

    async def be_behind(numbers):
        return [chain.blocks[number] if number == 0 else None for number in numbers]

    async def find_behind(number):
        return (await be_behind([number]))[0]

    lagging = Liar(chain, find_headers=be_behind, find_header=find_behind, logs_between=hide)

    await catch_up(create_indexer(lagging, chain))

    assert await read_owner() == FAN


async def test_outage__every_node_gone__owners_stay_owners_and_the_index_goes_stale(
    chain, create_indexer, read_owner, judge, clock
):
    await catch_up(create_indexer(chain))
    assert not (await judge()).is_stale

    gone = create_indexer(Liar(chain, head=be_gone))
    clock.advance(seconds=STALENESS_SECONDS + 1)
    with pytest.raises(NodeUnavailable):
        await gone.step()

    assert await read_owner() == FAN
    assert (await judge()).is_stale


async def test_outage__over__is_fresh_again(chain, create_indexer, judge, clock):
    await catch_up(create_indexer(chain))
    clock.advance(seconds=STALENESS_SECONDS + 1)

    await catch_up(create_indexer(chain))

    assert not (await judge()).is_stale


async def test_outage__while_running__says_what_is_wrong_until_it_is_over(chain, create_indexer, judge):
    indexer = create_indexer(Liar(chain, head=be_gone))
    await catch_up(create_indexer(chain))

    await indexer._note(NodeUnavailable())
    assert "does not answer" in (await judge()).problem

    await catch_up(create_indexer(chain))
    assert (await judge()).problem is None


async def test_outage__one_of_two_nodes_gone__goes_on(chain, create_indexer, read_owner):
    names = ("head", "finalized", "find_headers", "find_header", "logs_of_block", "logs_between")
    gone = Liar(chain, **dict.fromkeys(names, be_gone))

    await catch_up(create_indexer(gone, chain))

    assert await read_owner() == FAN
