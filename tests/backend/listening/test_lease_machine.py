"""Whatever listeners, traders and the chain do: one live play per token, and never on a token one no longer holds."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import select

from backend.chain.indexer import Indexer
from backend.listening.board import PlayBoard
from backend.listening.errors import AccessDenied, TokenInUse
from backend.listening.models import Play
from backend.listening.projection import PlaysProjection
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import KINDS, empty_database, locate_database
from tests.backend.chain.fake_chain import LABEL, FakeChain, transfer
from tests.backend.conftest import StandingClock
from tests.backend.holdings.conftest import FollowedContract
from tests.backend.listening.stage import Stage, create_member

WALLETS = ["0x" + digit * 40 for digit in "123"]
TOKENS = range(1, 4)
# The second wallet's editions are open to two accounts, as a vault's are to those it delegates to.
MEMBERS = [
    create_member("ours", "here", WALLETS[0], WALLETS[1]),
    create_member("ours", "phone", WALLETS[0], WALLETS[1]),
    create_member("theirs", "far", WALLETS[1]),
    create_member("others", "away", WALLETS[2]),
]
EXAMPLES = {"sqlite": 10, "postgresql": 4}


class Leases(RuleBasedStateMachine):
    """The actions, on a database of the kind a subclass names."""

    kind = "sqlite"
    folder = None

    @initialize()
    def open(self):
        self.runner = asyncio.Runner()
        self.closing = AsyncExitStack()
        self.chain, self.clock = FakeChain(), StandingClock()
        self.runner.run(self._open())

    async def _open(self):
        url = "sqlite+aiosqlite://" if self.kind == "sqlite" else locate_database(self.kind, self.folder)
        database = await self.closing.enter_async_context(empty_database(url))
        self.stage, self.board = Stage(database, self.clock), PlayBoard(database, self.clock)
        projections = [FollowedContract(), PlaysProjection(self.clock)]
        self.indexer = Indexer(self.chain, self.chain, database, projections, start_block=1)
        await self.stage.publish(drop=LABEL)
        self.chain.mine(*(transfer(WALLETS[token % 3], token) for token in TOKENS))
        self.chain.finalized_number = 1
        await catch_up(self.indexer)

    def teardown(self):
        if hasattr(self, "runner"):
            self.runner.run(self.closing.aclose())
            self.runner.close()

    @rule(member=st.sampled_from(MEMBERS), recording=st.sampled_from(["mix", "original"]))
    def play(self, member, recording):
        free = self._is_open_to(member)
        try:
            self.runner.run(self.stage.play(member, recording=recording))
            granted = True
        except (AccessDenied, TokenInUse):
            granted = False
        assert granted == free

    @rule(member=st.sampled_from(MEMBERS), chosen=st.integers(0, 9))
    def stop(self, member, chosen):
        plays = self._list_live()
        if plays:
            self.runner.run(self.stage.stop(plays[chosen % len(plays)].id, member))

    @rule(token=st.sampled_from(TOKENS), recipient=st.sampled_from(WALLETS))
    def trade(self, token, recipient):
        self.chain.mine(transfer(recipient, token, sender=self._owners()[token][0]))
        self.runner.run(catch_up(self.indexer))

    @rule(depth=st.integers(1, 6), token=st.sampled_from(TOKENS), recipient=st.sampled_from(WALLETS))
    def reorganise(self, depth, token, recipient):
        height = len(self.chain.blocks) - 1
        self.chain.reorg(min(depth, height - self.chain.finalized_number))
        self.chain.mine(transfer(recipient, token))
        self.chain.mine()
        self.runner.run(catch_up(self.indexer))

    @rule(lag=st.integers(0, 2))
    def finalize(self, lag):
        self.chain.finalized_number = max(self.chain.finalized_number, len(self.chain.blocks) - 1 - lag)
        self.runner.run(catch_up(self.indexer))

    @rule(seconds=st.sampled_from([1, 60, 121]))
    def wait(self, seconds):
        self.clock.advance(seconds=seconds)

    @rule()
    def look(self):
        self.runner.run(self.board.refresh())

    @invariant()
    def one_live_play_per_token(self):
        tokens = [play.token_id for play in self._list_live()]
        assert len(tokens) == len(set(tokens))

    @invariant()
    def no_live_play_on_a_token_that_left(self):
        wallets = {member.account: member.wallets for member in MEMBERS}
        owners = self._owners()
        assert [play for play in self._list_live() if owners[play.token_id][0] not in wallets[play.account]] == []

    def _owners(self):
        """Replay the chain from scratch: who holds each token at the head, since which block."""
        moves = [event for block in self.chain.blocks for event in self.chain.events.get(block.hash, [])]
        return {move.arguments["token_id"]: (move.arguments["receiver"], move.block_number) for move in moves}

    def _is_open_to(self, member):
        leases = {play.token_id: play.account for play in self._list_live()}
        return any(
            owner in member.wallets
            and block <= self.chain.finalized_number
            and leases.get(token, member.account) == member.account
            for token, (owner, block) in self._owners().items()
        )

    def _list_live(self):
        return self.runner.run(self._read_live()) if hasattr(self, "runner") else []

    async def _read_live(self):
        async with self.stage.database.snapshot() as session:
            statement = select(Play).where(Play.ended_at.is_(None), Play.expires_at > self.clock())
            return list((await session.execute(statement.order_by(Play.token_id))).scalars())


@pytest.mark.parametrize("kind", KINDS)
def test_leases__random_plays_trades_and_reorgs__keep_their_promises(kind, tmp_path):
    machine = type("LeasesOn", (Leases,), {"kind": kind, "folder": tmp_path})

    run_state_machine_as_test(
        machine, settings=settings(max_examples=EXAMPLES[kind], stateful_step_count=20, deadline=None, derandomize=True)
    )
