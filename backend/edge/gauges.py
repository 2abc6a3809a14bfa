"""What is looked up when Prometheus asks: the index and the plays."""

from prometheus_client import CollectorRegistry, Gauge

from backend.core.db import Database
from backend.edge.errors import DatabaseSilent
from backend.edge.health import find_index


class Gauges:
    """Numbers of the moment."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self._is_up = Gauge("hectic_database_up", "Whether the database answers.", registry=registry)
        self._indexed = Gauge("hectic_indexed_block", "The newest block that was read.", registry=registry)
        self._finalized = Gauge("hectic_finalized_block", "The newest block known to be final.", registry=registry)
        self._plays = Gauge("hectic_plays", "Plays that go on, in all processes.", registry=registry)

    async def refresh(self, database: Database, plays: int) -> None:
        """Look up what the database knows; what it does not tell stays as it was."""
        self._plays.set(plays)
        try:
            cursor = await find_index(database)
        except DatabaseSilent:
            self._is_up.set(0)
            return
        self._is_up.set(1)
        if cursor:
            self._indexed.set(cursor.number)
            self._finalized.set(cursor.finalized_number)
