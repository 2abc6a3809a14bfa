"""The schedule, on the engine that keeps it."""

import asyncio

import pytest
from dbos import DBOS, SetWorkflowID

from backend.core.logging import current_request
from backend.core.portal import open_portal
from backend.core.sqlite import SubsecondConnection
from backend.pinning.audits import AuditRepository
from backend.pinning.workflows import SCHEDULE, register_audits, register_schedule

EVERY_SECOND = "* * * * * *"


@pytest.fixture
async def launch(tmp_path):
    """Start DBOS, away from the event loop, with what `register` gives it to run."""

    def launch(register):
        options = {"connect_args": {"factory": SubsecondConnection}}
        url = f"sqlite:///{tmp_path}/workflows.sqlite"
        DBOS(config={"name": "test", "system_database_url": url, "db_engine_kwargs": options, "log_level": "ERROR"})
        workflow = register()
        DBOS.launch()
        return workflow

    yield lambda register: asyncio.to_thread(launch, register)
    await asyncio.to_thread(DBOS.destroy, destroy_registry=True)


@pytest.fixture
async def asked(database, launch):
    """Have DBOS ask for audits every second; returns what is set once it did."""
    asked, loop, portal = asyncio.Event(), asyncio.get_running_loop(), open_portal()

    def ask(work):
        portal(work)
        loop.call_soon_threadsafe(asked.set)

    workflow = await launch(lambda: register_schedule(database, ask))
    schedule = {"schedule_name": SCHEDULE, "workflow_fn": workflow, "schedule": EVERY_SECOND}
    await asyncio.to_thread(DBOS.apply_schedules, [schedule])
    return asked


class Listening:
    """An auditor that notes for which piece of work it would write its lines."""

    async def look(self, audit_id):
        self.noted = audit_id, current_request.get()


async def test_schedule__its_moment_comes__asks_for_one_audit(asked, database):
    async with asyncio.timeout(30):
        await asked.wait()

    async with database.snapshot() as session:
        assert [audit.awaited for audit in await AuditRepository(session).list_unfinished()] == [None]


async def test_audit__at_work__writes_its_lines_under_the_id_of_its_workflow(launch):
    auditor, portal = Listening(), open_portal()
    audit = await launch(lambda: register_audits(auditor, portal))

    def run():
        with SetWorkflowID("audit-of-june"):
            DBOS.start_workflow(audit, "7").get_result()

    await asyncio.to_thread(run)

    assert auditor.noted == ("7", "audit-of-june")
