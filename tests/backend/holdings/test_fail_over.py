"""The leading indexer is killed again and again while the chain goes on: nothing is lost, nothing is there twice."""

import asyncio
import multiprocessing
from multiprocessing.connection import wait

from tests.anvil import running_anvil
from tests.backend.chain.databases import (
    each_database,  # noqa: F401 - a fixture
    empty_database,
)
from tests.backend.holdings.leading_process import lead
from tests.backend.holdings.speaker import WALLETS, Speaker, index_all, read_rows

IN_MEMORY = "sqlite+aiosqlite://"
KILLS = 20
STANDING_BY = 3
STEPS_BEFORE_DEATH = 3


class Candidates:
    """Processes that index when they lead; as many stand by as at the start."""

    def __init__(self, *arguments):
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([lead.__module__])
        self._arguments = arguments
        self._running = {}

    def start(self):
        listener, teller = self._context.Pipe(duplex=False)
        process = self._context.Process(target=lead, args=(*self._arguments, teller), daemon=True)
        process.start()
        teller.close()
        self._running[listener] = process

    def find_leader(self, steps):
        """Return who made one of the next steps, when so many are made."""
        for _ in range(steps):
            leader = wait(list(self._running))[0]
            assert leader.recv() == "step"
        return leader

    def kill(self, listener):
        process = self._running.pop(listener)
        process.kill()
        process.join()
        listener.close()

    def kill_all(self):
        for listener in list(self._running):
            self.kill(listener)


def kill_leaders(anvil, url):
    """Speak, and kill whoever is indexing it, again and again."""
    speaker, candidates = Speaker(anvil), Candidates(anvil.url, url, 1)
    try:
        for _ in range(STANDING_BY):
            candidates.start()
        for number in range(KILLS):
            speak(speaker, number)
            candidates.kill(candidates.find_leader(STEPS_BEFORE_DEATH))
            candidates.start()
    finally:
        candidates.kill_all()


def speak(speaker, number):
    sender, recipient, other, _ = WALLETS
    speaker.move(sender, recipient, number)
    speaker.pay(sender, recipient, number + 1)
    speaker.move(recipient, other, number)
    speaker.delegate(sender, recipient, number % 2)


async def test_index__leader_killed_twenty_times__loses_and_doubles_nothing(each_database):  # noqa: F811
    url = each_database.engine.url.render_as_string(hide_password=False)
    with running_anvil() as anvil:
        await asyncio.to_thread(kill_leaders, anvil, url)
        await index_all(anvil.url, each_database, 1)

        async with empty_database(IN_MEMORY) as scratch:
            await index_all(anvil.url, scratch, 1)
            rows = await read_rows(scratch)
    assert await read_rows(each_database) == rows
    assert len(rows[0]) == 2 * KILLS
