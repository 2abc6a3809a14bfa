"""All SQL about audits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.core.db import choose_insert
from backend.pinning.copies import KnownCopy
from backend.pinning.models import Audit
from backend.pinning.refusals import AuditMissing


class AuditRepository:
    """Reads and writes audits; the row is the request, and at most one is under way."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def request(self, at: datetime) -> Audit:
        """Ask for an audit; while one is under way, that is the answer. The moment is its name."""
        for audit in await self.list_unfinished():
            return audit
        audit = Audit(id=f"{at:%Y%m%dT%H%M%S%fZ}", started_at=at)
        insert = choose_insert(self._session)(Audit).values(audit.model_dump())
        await self._session.execute(insert.on_conflict_do_nothing())
        return await self.get(audit.id)

    async def get(self, audit_id: str) -> Audit:
        """Return an audit; raise `AuditMissing`."""
        audit = await self._session.get(Audit, audit_id)
        if audit is None:
            raise AuditMissing(audit_id)
        return audit

    async def find_latest(self) -> Audit | None:
        """Return the audit that started last, or `None` before the first."""
        statement = select(Audit).order_by(col(Audit.started_at).desc()).limit(1)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def list_unfinished(self) -> list[Audit]:
        """Return the audits that still look, or wait for what they found lost."""
        return list((await self._session.execute(select(Audit).where(col(Audit.finished_at).is_(None)))).scalars())

    async def record(self, audit_id: str, proofs: int, lost: Sequence[KnownCopy], problems: list[str]) -> None:
        """Write what an audit found; from now on it waits for what is lost."""
        audit = await self.get(audit_id)
        audit.proofs, audit.lost, audit.problems = proofs, len(lost), problems
        audit.awaited = [[copy.cid, copy.place] for copy in lost]
        await self._session.flush()

    async def finish(self, audit_id: str, healed: int, problems: Sequence[str], at: datetime) -> None:
        """End an audit with how much of what was lost is there again, and what else went wrong."""
        audit = await self.get(audit_id)
        audit.healed, audit.finished_at, audit.problems = healed, at, [*audit.problems, *problems]
        await self._session.flush()
