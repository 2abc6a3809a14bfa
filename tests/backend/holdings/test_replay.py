"""However the chain was reorganised on the way, the rows are those of reading it once from the start."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from backend.chain.indexer import Indexer
from backend.holdings.models import Ownership, Transfer
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import empty_database
from tests.backend.chain.fake_chain import FakeChain, transfer
from tests.backend.holdings.conftest import FollowedContract

IN_MEMORY = "sqlite+aiosqlite://"
WALLETS = ["0x" + digit * 40 for digit in "123"]
moves = st.lists(st.builds(transfer, recipient=st.sampled_from(WALLETS), token_id=st.integers(1, 4)), max_size=3)
rounds = st.tuples(
    st.integers(0, 4).map(lambda depth: ("reorg", depth)) | st.integers(0, 2).map(lambda lag: ("finalize", lag)),
    st.lists(moves, min_size=1, max_size=5),
)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(rounds, min_size=1, max_size=6))
def test_indexer__random_transfers_and_reorgs__equal_a_replay_from_scratch(story):
    asyncio.run(_compare_with_replay(story))


async def _compare_with_replay(story):
    chain = FakeChain()
    async with empty_database(IN_MEMORY) as database, empty_database(IN_MEMORY) as scratch:
        for act, blocks in story:
            _play(chain, act, blocks)
            await catch_up(_index(chain, database))
        await catch_up(_index(chain, scratch))

        assert await _read_rows(database) == await _read_rows(scratch)


def _play(chain, act, blocks):
    """Replace blocks down to the final one at most, or make blocks final; then mine."""
    kind, number = act
    height = len(chain.blocks) - 1
    if kind == "reorg":
        chain.reorg(min(number, height - chain.finalized_number))
    else:
        chain.finalized_number = max(chain.finalized_number, height - number)
    for events in blocks:
        chain.mine(*events)


def _index(chain, database):
    return Indexer(chain, chain, database, [FollowedContract()], start_block=1)


async def _read_rows(database):
    async with database.snapshot() as session:
        tables = [(await session.execute(select(table))).scalars() for table in (Transfer, Ownership)]
        return [sorted(tuple(row.model_dump().items()) for row in rows) for rows in tables]
