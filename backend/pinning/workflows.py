"""The durable work on copies: each step may be repeated after a crash without doing anything twice."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from dbos import DBOS

from backend.core.db import Database
from backend.core.logging import name_work
from backend.core.portal import Portal
from backend.pinning.attending import CopyAttendant
from backend.pinning.auditing import Auditor
from backend.pinning.audits import AuditRepository

COPIES = "copies"
AUDITS = "audits"
SCHEDULE = "audit"


def register_copies(attendant: CopyAttendant, portal: Portal) -> Callable[[str, str, str], None]:
    """Register the workflow with DBOS and return it; its arguments are CID, place and when the copy was due."""

    @DBOS.step(name="copy.attend")
    def attend(cid: str, place: str, due_at: str) -> None:
        portal(attendant.attend(cid, place, datetime.fromisoformat(due_at)))

    @DBOS.workflow(name="attend_copy")
    def attend_copy(cid: str, place: str, due_at: str) -> None:
        name_work(DBOS.workflow_id)
        attend(cid, place, due_at)

    return attend_copy


def register_audits(auditor: Auditor, portal: Portal) -> Callable[[str], None]:
    """Register the workflow with DBOS and return it; its argument is the audit's id."""

    @DBOS.step(name="audit.look")
    def look(audit_id: str) -> None:
        portal(auditor.look(audit_id))

    @DBOS.workflow(name="audit_copies")
    def audit_copies(audit_id: str) -> None:
        name_work(DBOS.workflow_id)
        look(audit_id)

    return audit_copies


def register_schedule(database: Database, portal: Portal) -> Callable[[datetime, Any], None]:
    """Register the workflow with DBOS that asks for an audit whenever the schedule says so, and return it."""

    async def request(scheduled_at: datetime) -> None:
        async with database.transaction() as session:
            await AuditRepository(session).request(scheduled_at)

    @DBOS.step(name="audit.request")
    def ask(scheduled_at: datetime) -> None:
        portal(request(scheduled_at))

    @DBOS.workflow(name="request_audit")
    def request_audit(scheduled_at: datetime, _context: Any) -> None:  # noqa: ANN401 - DBOS hands a context to every schedule
        ask(scheduled_at)

    return request_audit
