"""Processes that store one release and are killed while they do."""

import io
import itertools
import multiprocessing
import os
import random
import signal
import sys

from backend.ipfs.store import Store

# Children start from a process that has loaded all and has no threads.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["__main__", "tests.backend.ipfs.mortal"])
# The last steps take little of the time and are the ones that matter; two threads make a few calls more or fewer.
LAST_CALLS = 300


def write_and_die(directory, command, archive, root, moment, counted):
    """Import or repair, but end at once at the `moment`-th call that Python makes; count them when it never comes."""
    calls = itertools.count()

    def watch(_frame, _event, _argument):
        if next(calls) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    store = Store(directory)
    sys.setprofile(watch)
    getattr(store, command)(io.BytesIO(archive), root)
    sys.setprofile(None)
    counted.value = next(calls)


class Writers:
    """One process for each moment."""

    def __init__(self, directory, command, archive, root):
        self._arguments = (directory, command, archive, root)

    def run(self, moment):
        """Return the exit code of one, and how many calls it made if it lived."""
        counted = PROCESSES.Value("q", 0)
        process = PROCESSES.Process(target=write_and_die, args=(*self._arguments, moment, counted))
        process.start()
        process.join()
        return process.exitcode, counted.value

    def choose_moments(self, count):
        """Half anywhere, half among the last calls; the same in every run."""
        _, calls = self.run(moment=-1)
        chance = random.Random(4)
        anywhere = [chance.randrange(calls) for _ in range(count // 2)]
        return anywhere + [chance.randrange(calls - LAST_CALLS, calls) for _ in range(count // 2)]
