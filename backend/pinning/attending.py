"""Do for one copy what it needs: bring it, ask for it, prove it, or let it leave. May be repeated at any point."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from backend.core.clock import Clock
from backend.core.db import Database
from backend.core.errors import HecticError
from backend.core.place_settings import EMBEDDED
from backend.ipfs.cid import Cid
from backend.ipfs.store import Store
from backend.pinning import standing
from backend.pinning.copies import CopyRepository, KnownCopy
from backend.pinning.departures import find_departure
from backend.pinning.losses import DAMAGES, CopyLost
from backend.pinning.notices import Operator
from backend.pinning.proving import Prover
from backend.pinning.repository import PinRepository
from backend.pinning.restoring import Restoration
from backend.pinning.standing import Standing, Task
from backend.places.errors import PlaceUnavailable
from backend.places.place import CopyStatus, Place, Report


@dataclass(frozen=True, slots=True)
class Errand:
    """A due copy, what it needs, and what its place may call it."""

    copy: KnownCopy
    task: Task
    name: str


class CopyAttendant:
    """Looks, works, writes: no transaction is open while a place is asked."""

    def __init__(
        self,
        database: Database,
        store: Store,
        places: Sequence[Place],
        *,
        required: int,
        restoration: Restoration,
        prover: Prover,
        operator: Operator,
        clock: Clock,
    ) -> None:
        self._database = database
        self._store = store
        self._places: Mapping[str, Place] = {place.name: place for place in places}
        self._required = required
        self._restoration = restoration
        self._prover = prover
        self._operator = operator
        self._clock = clock
        self._troubled: set[str] = set()

    async def attend(self, cid: str, place: str, due_at: datetime) -> None:
        """Do what a copy needs, unless somebody did since it was due at `due_at`."""
        errand = await self._find_errand(cid, place, due_at)
        if errand is None:
            return
        try:
            await self._run(errand)
        except HecticError as error:
            await self._settle(errand.copy, error)

    async def bury(self, seen: KnownCopy, problem: str) -> None:
        """Note that an attempt ended without saying how."""
        await self._change(seen, standing.doubt(seen.standing, problem, self._clock()))

    async def _find_errand(self, cid: str, place: str, due_at: datetime) -> Errand | None:
        async with self._database.snapshot() as session:
            copy = await CopyRepository(session).find_copy(cid, place)
            if copy is None or copy.standing.due_at != due_at:
                return None
            departure = await find_departure(session, copy, self._places, self._required)
            names = await PinRepository(session).list_names([cid])
        task = standing.choose_task(copy.standing, is_leaving=departure.is_leaving, is_replaced=departure.is_replaced)
        return Errand(copy, task, names.get(cid, [cid])[0])

    async def _run(self, errand: Errand) -> None:
        copy = errand.copy
        if errand.task is Task.LEAVE:
            await self._leave(copy)
        elif errand.task is Task.WAIT:
            await self._change(copy, standing.wait(copy.standing, self._clock()))
        elif copy.place == EMBEDDED:
            await self._make_whole(copy)
        elif errand.task is Task.PROVE:
            await self._prove(copy)
        else:
            await self._bring(errand)

    async def _bring(self, errand: Errand) -> None:
        begun = standing.begin(errand.copy.standing, self._clock())
        copy = await self._change(errand.copy, begun)
        if copy is None:
            return
        report = await self._ask(self._places[copy.place], replace(errand, copy=copy))
        followed = await self._change(copy, standing.follow(copy.standing, report, self._clock()))
        if followed and report.status is CopyStatus.PINNED:
            await self._prove(followed)

    async def _ask(self, place: Place, errand: Errand) -> Report:
        """Ask how far the place is, or bring the object; what it forgot, or is at for too long, is brought again."""
        root, known = Cid.parse(errand.copy.cid), errand.copy.standing
        if errand.task is Task.ASK and not standing.is_stuck(known, self._clock()):
            report = await place.check(root, known.reference)
            if report.status is not CopyStatus.LOST:
                return report
        archive = await asyncio.to_thread(self._store.open_archive, root)
        return await place.pin(archive, errand.name, known.reference)

    async def _prove(self, copy: KnownCopy) -> None:
        await self._prover.prove(self._places[copy.place], Cid.parse(copy.cid))
        await self._change(copy, standing.prove(copy.standing, self._clock()))

    async def _make_whole(self, copy: KnownCopy) -> None:
        root = Cid.parse(copy.cid)
        if not await asyncio.to_thread(self._is_whole, root):
            await self._restoration.restore(root, self._places.values())
        await self._change(copy, standing.prove(copy.standing, self._clock()))

    def _is_whole(self, root: Cid) -> bool:
        return root in self._store.list_objects() and not self._store.check(root)

    async def _leave(self, copy: KnownCopy) -> None:
        # A place that the settings do not name any more cannot be asked: its copy is only forgotten.
        if place := self._places.get(copy.place):
            await place.unpin(Cid.parse(copy.cid), copy.standing.reference)
        async with self._database.transaction() as session:
            await CopyRepository(session).forget(copy)

    async def _settle(self, seen: KnownCopy, error: HecticError) -> None:
        """Write what an error means for a copy; it may have been changed on the way to the error."""
        async with self._database.snapshot() as session:
            copy = await CopyRepository(session).find_copy(seen.cid, seen.place)
        if copy is None:
            return
        now = self._clock()
        if isinstance(error, DAMAGES):
            await self._suspect_own(copy.cid, error)
        if isinstance(error, CopyLost):
            then = standing.lose(copy.standing, error.sentence, now)
        else:
            pause = error.retry_after_seconds if isinstance(error, PlaceUnavailable) else None
            then = standing.doubt(copy.standing, error.sentence, now, pause)
        await self._change(copy, then)

    async def _suspect_own(self, cid: str, error: HecticError) -> None:
        """Have the embedded store's object made whole: it could not be read while a copy was made of it."""
        async with self._database.transaction() as session:
            copies = CopyRepository(session)
            own = await copies.find_copy(cid, EMBEDDED)
            if own and own.standing.due_at is None:
                await copies.change(own, standing.lose(own.standing, error.sentence, self._clock()))

    async def _change(self, seen: KnownCopy, then: Standing) -> KnownCopy | None:
        """Write where a copy stands now, or return `None` when somebody else did."""
        async with self._database.transaction() as session:
            changed = await CopyRepository(session).change(seen, then)
        if changed:
            await self._tell_if_needed(seen.place, then)
        return replace(seen, standing=then) if changed else None

    async def _tell_if_needed(self, place: str, then: Standing) -> None:
        """Tell the operator about a place that keeps failing: once, however many copies it concerns."""
        if then.needs_help and place not in self._troubled:
            self._troubled.add(place)
            await self._operator.tell(f"{place} keeps failing, and copies wait for it: {then.problem}")
        elif then.is_well:
            self._troubled.discard(place)
