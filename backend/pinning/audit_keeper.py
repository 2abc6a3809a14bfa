"""Start the audits that were asked for, and end them once what they found lost is over."""

from collections.abc import Iterable
from datetime import timedelta

from backend.core.clock import Clock
from backend.core.db import Database
from backend.core.place_settings import EMBEDDED
from backend.core.workflows import WorkflowEngine
from backend.pinning.audits import AuditRepository
from backend.pinning.copies import CopyRepository, KnownCopy
from backend.pinning.findings import describe
from backend.pinning.models import Audit
from backend.pinning.moves import MoveRepository
from backend.pinning.notices import Operator
from backend.pinning.repository import PinRepository

# A copy that takes longer is brought all the same; the next audit does not wait for it.
LONGEST = timedelta(hours=6)
DIED = "The audit stopped unexpectedly; the server's log says why. Start another one."


class AuditKeeper:
    """Looks at the audits again and again; the committed rows are the requests."""

    def __init__(
        self,
        database: Database,
        engine: WorkflowEngine,
        places: Iterable[str],
        operator: Operator,
        clock: Clock,
    ) -> None:
        self._database = database
        self._engine = engine
        self._places = {EMBEDDED, *places}
        self._operator = operator
        self._clock = clock

    async def step(self) -> None:
        """Look once at every audit that is not over."""
        async with self._database.snapshot() as session:
            unfinished = await AuditRepository(session).list_unfinished()
        for audit in unfinished:
            if audit.awaited is None:
                await self._start(audit)
            else:
                await self._settle(audit, audit.awaited)

    async def _start(self, audit: Audit) -> None:
        workflow_id = f"audit:{audit.id}"
        await self._engine.start(workflow_id, audit.id)
        if await self._engine.has_died(workflow_id):
            async with self._database.transaction() as session:
                await AuditRepository(session).finish(audit.id, 0, [DIED], self._clock())

    async def _settle(self, audit: Audit, awaited: list[list[str]]) -> None:
        """End an audit once everything that was lost has been tried, or for too long."""
        async with self._database.snapshot() as session:
            found = [await CopyRepository(session).find_copy(cid, place) for cid, place in awaited]
            names = await PinRepository(session).list_names(cid for cid, _ in awaited)
            left = {move.source for move in await MoveRepository(session).list_moves()}
        copies, now = [copy for copy in found if copy], self._clock()
        tried = [copy.standing.is_tried or not self._is_healing(copy, left) for copy in copies]
        if not all(tried) and now - audit.started_at < LONGEST:
            return
        missing = [copy for copy in copies if not copy.standing.is_well]
        healed, problems = len(copies) - len(missing), [*_describe_all(missing, names)]
        async with self._database.transaction() as session:
            await AuditRepository(session).finish(audit.id, healed, problems, now)
        if awaited:
            await self._operator.tell(" ".join([f"{healed} of {len(awaited)} lost copies are healed.", *problems]))

    def _is_healing(self, copy: KnownCopy, left: set[str]) -> bool:
        """Tell whether a copy will be brought again: not to a place that is left, or that the settings forgot."""
        return copy.place in self._places and copy.place not in left


def _describe_all(missing: list[KnownCopy], names: dict[str, list[str]]) -> Iterable[str]:
    for place in sorted({copy.place for copy in missing}):
        yield describe(place, "still missing", [copy for copy in missing if copy.place == place], names)
