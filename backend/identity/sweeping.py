"""Forget what nobody can use any more."""

from backend.core.clock import Clock
from backend.core.db import Database
from backend.identity.repository import ChallengeRepository, SessionRepository

SWEEP_SECONDS = 60.0


class SignInSweep:
    """Deletes sessions that ended, and used challenges that are too old to come back."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def step(self) -> None:
        """Sweep once."""
        async with self._database.transaction() as session:
            await ChallengeRepository(session).delete_expired(self._clock())
            await SessionRepository(session).delete_ended(self._clock())
