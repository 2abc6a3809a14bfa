"""However deep a real chain is reorganised and whenever it is read, the rows are those of reading it once."""

import asyncio
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.anvil import Anvil, running_anvil
from tests.backend.chain.databases import KINDS, empty_database, locate_database
from tests.backend.holdings.speaker import WALLETS, Speaker, index_all, read_rows

IN_MEMORY = "sqlite+aiosqlite://"
DEEPEST = 64
wallets = st.sampled_from(WALLETS)


class ChainMachine(RuleBasedStateMachine):
    """Examples go on on one chain, each with empty databases of both kinds."""

    anvil: Anvil
    folder: Path

    def __init__(self):
        super().__init__()
        self._speaker = Speaker(self.anvil)
        self.anvil.mine(DEEPEST)
        self._start = int(self.anvil.ask("eth_blockNumber"), 16) + 1
        self._run = asyncio.Runner()
        self._contexts = [empty_database(url) for url in (locate_database(kind, self.folder) for kind in KINDS)]
        self._databases = [self._run.run(context.__aenter__()) for context in self._contexts]

    @property
    def _height(self):
        return int(self.anvil.ask("eth_blockNumber"), 16) - self._start + 1

    @rule(sender=wallets, recipient=wallets, token_id=st.integers(1, 3))
    def move(self, sender, recipient, token_id):
        self._speaker.move(sender, recipient, token_id)

    @rule(sender=wallets, recipient=wallets, value=st.integers(0, 2**256 - 1))
    def pay(self, sender, recipient, value):
        self._speaker.pay(sender, recipient, value)

    @rule(vault=wallets, delegate=wallets, is_enabled=st.booleans())
    def delegate(self, vault, delegate, is_enabled):
        self._speaker.delegate(vault, delegate, is_enabled)

    @rule(blocks=st.integers(1, 20))
    def mine(self, blocks):
        self.anvil.mine(blocks)

    @precondition(lambda self: self._height > 0)
    @rule(depth=st.integers(1, DEEPEST))
    def reorg(self, depth):
        self.anvil.reorg(min(depth, self._height))

    @rule()
    def index(self):
        for database in self._databases:
            self._run.run(index_all(self.anvil.url, database, self._start))

    def teardown(self):
        self.index()
        self._run.run(self._compare_with_replay())
        for context in self._contexts:
            self._run.run(context.__aexit__(None, None, None))
        self._run.close()

    async def _compare_with_replay(self):
        async with empty_database(IN_MEMORY) as scratch:
            await index_all(self.anvil.url, scratch, self._start)
            replayed = await read_rows(scratch)
        for database in self._databases:
            assert await read_rows(database) == replayed


def test_index__reorgs_of_a_real_chain__equal_a_replay(tmp_path):
    with running_anvil() as anvil:
        run_state_machine_as_test(
            type("Machine", (ChainMachine,), {"anvil": anvil, "folder": tmp_path}),
            settings=settings(max_examples=4, stateful_step_count=10, deadline=None, derandomize=True),
        )
