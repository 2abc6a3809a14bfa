"""The worker is killed at every word it exchanges with the node: each vote is cast, and none is paid for twice."""

import asyncio
import multiprocessing
from signal import SIGKILL

import pytest
from eth_account import Account

from tests.backend.relay.conftest import CONFIRMATIONS
from tests.backend.relay.dying_worker import Death
from tests.backend.relay.dying_worker import relay as work
from tests.backend.relay.signing import ballot

MOST_QUESTIONS = 40
TRANSACTION_GAS = 21_000
"""What any transaction uses: less was not counted."""
DEATHS = [Death(number, is_answered) for number in range(1, MOST_QUESTIONS) for is_answered in (False, True)]


@pytest.fixture
def run(held, database, contracts, relayer_key):
    """Run a worker that dies; return whether it did."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([work.__module__])
    place = (held.url, database.engine.url.render_as_string(hide_password=False), contracts.deployment)

    def run(death):
        process = context.Process(target=work, args=(*place, relayer_key.key.hex(), death))
        process.start()
        process.join()
        assert process.exitcode in (0, -SIGKILL)
        return process.exitcode == -SIGKILL

    return run


async def test_step__killed_at_any_point__casts_each_vote_once(
    fans, proposal, open_office, hand_in, read, held, run, count_sent
):
    for number, death in enumerate(DEATHS, 1):
        voter = Account.from_key(number.to_bytes(32))
        relay_id = await hand_in(ballot(voter.address, proposal=proposal), voter)

        was_killed = await asyncio.to_thread(run, death)
        held.mine()
        await open_office().step()
        held.mine(CONFIRMATIONS)
        await open_office().step()

        relay, _ = await read(relay_id)
        assert (relay.state, relay.outcome, count_sent()) == ("confirmed", "", number), death
        assert relay.gas > TRANSACTION_GAS, death
        if not was_killed:
            return
    pytest.fail("more is asked than there are deaths to die: raise MOST_QUESTIONS")
