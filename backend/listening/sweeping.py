"""Forget plays that are older than the label keeps its record."""

from datetime import timedelta

from backend.core.clock import Clock
from backend.core.db import Database
from backend.listening.record import PlayRecord

SWEEP_SECONDS = 3600.0


class PlaySweep:
    """Deletes plays that began too many days ago; for 0 days it keeps them all."""

    def __init__(self, database: Database, clock: Clock, days: int) -> None:
        self._database = database
        self._clock = clock
        self._days = days

    async def step(self) -> None:
        """Sweep until nothing is left to forget, some at a time: nobody who presses play waits for it."""
        while self._days and await self._delete_some():
            pass

    async def _delete_some(self) -> int:
        async with self._database.transaction() as session:
            return await PlayRecord(session).delete_begun_before(self._clock() - timedelta(days=self._days))
