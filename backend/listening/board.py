"""The plays that go on, in memory: what every byte range asks, and what the database is told of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from backend.core.clock import Clock
from backend.core.db import Database
from backend.listening.repository import BoardRow, PlayRepository

# A page renews its lease of 120 s when 60 s are left: a play is read once a minute, not with every look.
READ_AGAIN_SECONDS = 45


@dataclass(slots=True)
class LivePlay:
    """A play that goes on; moments are in Unix seconds, `pace` is bytes per second in real time.

    `sent_bytes` includes what the account was ahead with when it stopped the play before.
    """

    id: str
    slug: str
    recording: str
    expires_at: float
    started_at: float = 0.0
    pace: int = 0
    sent_bytes: int = 0


class PlayBoard:
    """A copy of the live plays, at most as old as the pause between refreshes; a miss asks the database once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._plays: dict[str, LivePlay] = {}
        self._ended: set[str] = set()
        self._unwritten: Counter[str] = Counter()
        self._ripping: set[str] = set()

    async def find(self, play_id: str) -> LivePlay | None:
        """Return a play that has not ended, or `None`."""
        play = self._plays.get(play_id)
        if play is not None or play_id in self._ended:
            return play
        async with self._database.short_snapshot() as executor:
            row = await PlayRepository(executor).find_shown(play_id, self._clock())
        if row is None or row.is_over:
            self._ended.add(play_id)
            return None
        return self._plays.setdefault(play_id, self._read(row))

    def count(self, play: LivePlay, sent_bytes: int) -> None:
        """Note bytes that were sent, to be written with the next `flush`."""
        play.sent_bytes += sent_bytes
        self._unwritten[play.id] += sent_bytes

    def mark_ripping(self, play: LivePlay) -> None:
        """Note that a play fetches faster than anybody listens."""
        self._ripping.add(play.id)

    def count_listeners(self) -> Counter[str]:
        """Return how many plays go on by release."""
        return Counter(play.slug for play in self._plays.values())

    async def refresh(self) -> None:
        """Take over which plays go on, and end those that ran out or whose session is gone."""
        now = self._clock()
        async with self._database.snapshot() as session:
            repository = PlayRepository(session)
            live, left_over = await repository.list_going(now)
            rows = await repository.list_shown(self._list_due(live, now.timestamp() + READ_AGAIN_SECONDS), now)
        for gone in self._plays.keys() - live:
            del self._plays[gone]
        self._merge(rows)
        self._ended.clear()
        if left_over:
            async with self._database.transaction() as session:
                await PlayRepository(session).end_left_over(now)

    def _list_due(self, live: set[str], soon: float) -> list[str]:
        """Return the plays to be read: those that are new, or were probably renewed since."""
        renewed = [play.id for play in self._plays.values() if play.expires_at < soon and play.id in live]
        return [*renewed, *(live - self._plays.keys())]

    async def flush(self) -> None:
        """Write what was sent since the last time; what cannot be written now is kept for the next."""
        if not self._unwritten and not self._ripping:
            return
        sent, ripping = self._unwritten, self._ripping
        self._unwritten, self._ripping = Counter(), set()
        try:
            async with self._database.transaction() as session:
                await PlayRepository(session).add_bytes(sent, ripping, self._clock())
        except BaseException:
            self._unwritten.update(sent)
            self._ripping |= ripping
            raise

    def _merge(self, rows: Iterable[BoardRow]) -> None:
        """Take over what was read; the objects in use stay: whoever streams from one goes on counting on it."""
        for row in rows:
            play = self._plays.get(row.id)
            if play is None:
                self._plays[row.id] = self._read(row)
            else:
                play.expires_at = row.expires_at.timestamp()
                play.sent_bytes = max(play.sent_bytes, row.weight + self._unwritten[row.id])

    def _read(self, row: BoardRow) -> LivePlay:
        return LivePlay(
            id=row.id,
            slug=row.slug,
            recording=row.recording,
            expires_at=row.expires_at.timestamp(),
            started_at=row.started_at.timestamp(),
            pace=row.pace,
            sent_bytes=row.weight + self._unwritten[row.id],
        )
