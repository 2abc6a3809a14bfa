"""Check every copy at every place: is it listed, and do random blocks of it hash to their addresses?"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from backend.core.clock import Clock
from backend.core.db import Database
from backend.core.errors import HecticError
from backend.core.place_settings import EMBEDDED, GATEWAY
from backend.ipfs.cid import Cid
from backend.ipfs.errors import ContentMissing
from backend.ipfs.store import Store
from backend.pinning import standing
from backend.pinning.audits import AuditRepository
from backend.pinning.copies import CopyRepository, KnownCopy
from backend.pinning.findings import Findings
from backend.pinning.losses import DAMAGES, CopyLost, RootMissing
from backend.pinning.moves import MoveRepository
from backend.pinning.notices import Operator
from backend.pinning.proving import BlockKeeper, Prover
from backend.pinning.repository import PinRepository
from backend.pinning.standing import Standing
from backend.places.errors import PlaceUnavailable
from backend.places.place import CopyStatus, Place

# A place that was silent so often in a row is asked nothing more.
SILENCES = 3
CHECKED = (CopyStatus.PINNED, CopyStatus.LOST, CopyStatus.FAILED)


class Auditor:
    """Looks at all places at once, the embedded store first: what is damaged there cannot be compared."""

    def __init__(
        self,
        database: Database,
        store: Store,
        places: Sequence[Place],
        *,
        gateway: BlockKeeper | None,
        prover: Prover,
        operator: Operator,
        clock: Clock,
    ) -> None:
        self._database = database
        self._store = store
        self._places = places
        self._gateway = gateway
        self._prover = prover
        self._operator = operator
        self._clock = clock

    async def look(self, audit_id: str) -> None:
        """Check everything once and write what was found; what is lost is brought again, and awaited."""
        sizes = await asyncio.to_thread(self._list_objects)
        copies = await self._list_copies(sizes)
        found = [await self._look_here(copies.get(EMBEDDED, []))]
        looks = [self._look_at(place, copies.get(place.name, [])) for place in self._places]
        if self._gateway:
            looks.append(self._ask(self._gateway, Findings(GATEWAY), copies.get(GATEWAY, [])))
        found += await asyncio.gather(*looks)
        await self._record(audit_id, found)

    async def _record(self, audit_id: str, found: list[Findings]) -> None:
        async with self._database.transaction() as session:
            names = await PinRepository(session).list_names()
            problems = [sentence for findings in found for sentence in findings.describe(names)]
            lost = [copy for findings in found for copy in findings.lost if copy.place != GATEWAY]
            proofs = sum(findings.proofs for findings in found)
            await AuditRepository(session).record(audit_id, proofs, lost, problems)
        if problems:
            await self._operator.tell(" ".join(["The audit of the label's copies found:", *problems]))

    def _list_objects(self) -> dict[str, int]:
        """Return what the embedded store has and how large it is, but for the parts of other objects."""
        borrowed = self._store.list_borrowed()
        return {str(root): size for root, size in self._store.list_objects().items() if root not in borrowed}

    async def _list_copies(self, sizes: dict[str, int]) -> dict[str, list[KnownCopy]]:
        """Return the copies to check by place: neither those on their way nor those about to leave."""
        async with self._database.transaction() as session:
            repository = CopyRepository(session)
            await PinRepository(session).adopt(sizes, self._clock())
            if self._gateway:
                for pin in await PinRepository(session).list_pins():
                    await repository.request(pin.cid, GATEWAY, self._clock())
            left = {move.source for move in await MoveRepository(session).list_moves()}
            known = await repository.list_copies()
        copies: dict[str, list[KnownCopy]] = {}
        for copy in known:
            if copy.place not in left and (copy.place == GATEWAY or copy.standing.status in CHECKED):
                copies.setdefault(copy.place, []).append(copy)
        return copies

    async def _look_here(self, copies: list[KnownCopy]) -> Findings:
        present = await asyncio.to_thread(self._store.list_objects)
        findings = Findings(EMBEDDED)
        findings.lost += [copy for copy in copies if copy.standing.status is CopyStatus.LOST]
        for copy in [copy for copy in copies if copy.standing.status is not CopyStatus.LOST]:
            root = Cid.parse(copy.cid)
            try:
                if root not in present:
                    raise ContentMissing(root)
                findings.proofs += await self._prover.prove_embedded(root)
            except DAMAGES as error:
                await self._lose(findings, copy, error)
            else:
                await self._change(copy, standing.prove(copy.standing, self._clock()))
        return findings

    async def _look_at(self, place: Place, copies: list[KnownCopy]) -> Findings:
        findings = Findings(place.name)
        findings.lost += [copy for copy in copies if copy.standing.status is CopyStatus.LOST]
        findings.doubted += [copy for copy in copies if copy.standing.status is CopyStatus.FAILED]
        pinned = [copy for copy in copies if copy.standing.status is CopyStatus.PINNED]
        try:
            roots = await place.list_roots()
        except HecticError as error:
            for copy in pinned:
                await self._doubt(findings, copy, error)
            return findings
        for copy in pinned:
            if roots is not None and copy.cid not in roots:
                await self._lose(findings, copy, RootMissing(place.name))
        return await self._ask(place, findings, [copy for copy in pinned if roots is None or copy.cid in roots])

    async def _ask(self, keeper: BlockKeeper, findings: Findings, copies: list[KnownCopy]) -> Findings:
        """Have every copy proven, until the keeper does not answer any more."""
        silences, last = 0, None
        for copy in copies:
            if last and silences >= SILENCES:
                await self._doubt(findings, copy, last)
                continue
            try:
                findings.proofs += await self._prover.prove(keeper, Cid.parse(copy.cid))
            except CopyLost as error:
                await self._lose(findings, copy, error)
            except DAMAGES:
                continue  # ours is not whole: it was said, and there is nothing to compare with
            except HecticError as error:
                silences, last = silences + 1, error
                await self._doubt(findings, copy, error)
                continue
            else:
                await self._change(copy, standing.prove(copy.standing, self._clock()))
            silences = 0
        return findings

    async def _lose(self, findings: Findings, copy: KnownCopy, error: HecticError) -> None:
        now = self._clock()
        # Whatever was tried before: who asks for an audit wants it tried again.
        then = replace(standing.lose(copy.standing, error.sentence, now), due_at=now)
        findings.lost.append(replace(copy, standing=then))
        await self._change(copy, then)

    async def _doubt(self, findings: Findings, copy: KnownCopy, error: HecticError) -> None:
        pause = error.retry_after_seconds if isinstance(error, PlaceUnavailable) else None
        then = standing.doubt(copy.standing, error.sentence, self._clock(), pause)
        findings.doubted.append(replace(copy, standing=then))
        await self._change(copy, then)

    async def _change(self, seen: KnownCopy, then: Standing) -> None:
        """Write a verdict, unless somebody attended to the copy meanwhile; the gateway's is never acted upon."""
        if seen.place == GATEWAY:
            then = replace(then, due_at=None, attempts=0)
        async with self._database.transaction() as session:
            await CopyRepository(session).change(seen, then)
