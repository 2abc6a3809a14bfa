"""What is looked up when Prometheus asks: the index and the plays."""

from math import nan

from prometheus_client import CollectorRegistry, Gauge

from backend.edge.errors import DatabaseSilent
from backend.edge.health import Examination


class Gauges:
    """Numbers of the moment."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self._is_up = Gauge("hectic_database_up", "Whether the database answers.", registry=registry)
        self._indexed = Gauge("hectic_indexed_block", "The newest block that was read.", registry=registry)
        self._finalized = Gauge("hectic_finalized_block", "The newest block known to be final.", registry=registry)
        self._head = Gauge("hectic_head_block", "The newest block its nodes agree on.", registry=registry)
        self._age = Gauge("hectic_index_age_seconds", "Time since the index was at the head.", registry=registry)
        self._is_stale = Gauge("hectic_index_stale", "Whether nothing new starts to play.", registry=registry)
        self._plays = Gauge("hectic_plays", "Plays that go on, in all processes.", registry=registry)

    async def refresh(self, examination: Examination, plays: int) -> None:
        """Look up what the database knows; what it does not tell stays as it was."""
        self._plays.set(plays)
        try:
            index = await examination.find_index()
        except DatabaseSilent:
            self._is_up.set(0)
            return
        self._is_up.set(1)
        self._is_stale.set(index.is_stale)
        self._finalized.set(index.finalized_block)
        for gauge, value in (
            (self._indexed, index.indexed_block),
            (self._head, index.head_block),
            (self._age, index.age_seconds),
        ):
            gauge.set(nan if value is None else value)
