"""Loops go on whatever happens in one of their rounds."""

import asyncio
import logging

from backend.core.loops import repeat, run_beside


class Work:
    """Fails in its first round, and tells of it and of the second."""

    def __init__(self):
        self.rounds = 0
        self.has_failed, self.is_going_on = asyncio.Event(), asyncio.Event()

    async def step(self):
        self.rounds += 1
        if self.rounds == 1:
            self.has_failed.set()
            raise OSError
        self.is_going_on.set()


async def test_repeat__round_that_fails__is_logged_and_tried_again(caplog):
    work = Work()

    async with run_beside(repeat(work.step, 0)):
        await asyncio.wait_for(work.is_going_on.wait(), 10)

    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.ERROR, "Work.step failed, trying again")
    ]


async def test_repeat__after_trouble__waits_as_long_as_it_was_told():
    work, an_hour = Work(), 3600

    async with run_beside(repeat(work.step, 0, an_hour)):
        await work.has_failed.wait()
        await asyncio.sleep(0)

    assert work.rounds == 1
