"""Ask for the copies that are missing and start what is due. The committed rows are the requests."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.clock import Clock
from backend.core.db import Database
from backend.core.place_settings import EMBEDDED
from backend.core.workflows import WorkflowEngine
from backend.pinning.attending import CopyAttendant
from backend.pinning.copies import CopyRepository, KnownCopy
from backend.pinning.models import Move
from backend.pinning.moves import MoveRepository

AT_ONCE = 2  # copies of one place: a slow place holds up nobody but itself
DIED = "The last attempt stopped unexpectedly; the server's log says why."


@dataclass(frozen=True)
class Plan:
    """What a look at all copies found."""

    attended: frozenset[str]
    missing: list[tuple[str, str]]
    leaving: list[KnownCopy]
    finished: list[Move]

    @property
    def has_changes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.missing or self.leaving or self.finished)


class CopyKeeper:
    """Looks at all copies again and again; any number of them may look at the same."""

    def __init__(
        self,
        database: Database,
        engine: WorkflowEngine,
        attendant: CopyAttendant,
        places: Iterable[str],
        clock: Clock,
    ) -> None:
        self._database = database
        self._engine = engine
        self._attendant = attendant
        self._places = frozenset(places)
        self._clock = clock

    async def step(self) -> None:
        """Look once: ask for what is missing, let go what may leave, start what is due."""
        async with self._database.snapshot() as session:
            plan = await self._plan(session)
        if plan.has_changes:
            async with self._database.transaction() as session:
                await self._carry_out(session, plan)
        for copy in await self._list_due(plan):
            await self._start(copy)

    async def _plan(self, session: AsyncSession) -> Plan:
        copies, moves = CopyRepository(session), MoveRepository(session)
        known = await moves.list_moves()
        under_way = [move for move in known if move.finished_at is None]
        left = {move.source for move in known}
        return Plan(
            attended=self._places | left | {EMBEDDED},
            missing=[(cid, place) for place in self._places - left for cid in await copies.list_missing(place)],
            leaving=[copy for move in under_way for copy in await moves.list_ready(move)],
            finished=[move for move in under_way if await moves.count_copies(move.source) == 0],
        )

    async def _carry_out(self, session: AsyncSession, plan: Plan) -> None:
        copies, moves, now = CopyRepository(session), MoveRepository(session), self._clock()
        for cid, place in plan.missing:
            await copies.request(cid, place, now)
        for copy in plan.leaving:
            await copies.change(copy, replace(copy.standing, due_at=now))
        for move in plan.finished:
            move.finished_at = now
            await moves.save(move)

    async def _list_due(self, plan: Plan) -> list[KnownCopy]:
        now = self._clock()
        async with self._database.snapshot() as session:
            copies = CopyRepository(session)
            return [copy for place in sorted(plan.attended) for copy in await copies.list_due(place, now, AT_ONCE)]

    async def _start(self, copy: KnownCopy) -> None:
        """Start the attempt that a copy is due for; its name has the moment, so that nobody starts it twice."""
        due_at = copy.standing.due_at
        if due_at is None:
            return
        workflow_id = f"copy:{copy.place}:{copy.cid}:{due_at.isoformat()}"
        await self._engine.start(workflow_id, copy.cid, copy.place, due_at.isoformat())
        if await self._engine.has_died(workflow_id):
            await self._attendant.bury(copy, DIED)
