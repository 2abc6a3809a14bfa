"""Start the preparations that were asked for, and notice those that died."""

from sqlmodel import col, select

from backend.catalog.models import Preparation, PreparationStatus
from backend.core.db import Database
from backend.core.workflows import WorkflowEngine

DIED = "The preparation stopped unexpectedly; the server's log says why. Ask for it again."


class PreparationDispatcher:
    """The committed row is the request: what a crash kept from starting is started at the next look."""

    def __init__(self, database: Database, engine: WorkflowEngine) -> None:
        self._database = database
        self._engine = engine

    async def step(self) -> None:
        """Look once at every preparation that is not over."""
        for preparation in await self._list_active():
            if preparation.status is PreparationStatus.QUEUED:
                await self._engine.start(preparation.workflow_id, preparation.slug)
            if await self._engine.has_died(preparation.workflow_id):
                await self._bury(preparation.slug)

    async def _list_active(self) -> list[Preparation]:
        active = (PreparationStatus.QUEUED, PreparationStatus.RUNNING)
        async with self._database.snapshot() as session:
            statement = select(Preparation).where(col(Preparation.status).in_(active))
            return list((await session.execute(statement)).scalars())

    async def _bury(self, slug: str) -> None:
        async with self._database.transaction() as session:
            preparation = await session.get_one(Preparation, slug)
            preparation.status, preparation.problem = PreparationStatus.FAILED, DIED
