"""The schedule, on the engine that keeps it."""

import asyncio

import pytest
from dbos import DBOS

from backend.core.portal import open_portal
from backend.core.sqlite import SubsecondConnection
from backend.pinning.audits import AuditRepository
from backend.pinning.workflows import SCHEDULE, register_schedule

EVERY_SECOND = "* * * * * *"


@pytest.fixture
async def asked(database, tmp_path):
    """Have DBOS ask for audits every second; returns what is set once it did."""
    asked, loop, portal = asyncio.Event(), asyncio.get_running_loop(), open_portal()

    def ask(work):
        portal(work)
        loop.call_soon_threadsafe(asked.set)

    def launch():
        options = {"connect_args": {"factory": SubsecondConnection}}
        url = f"sqlite:///{tmp_path}/workflows.sqlite"
        DBOS(config={"name": "test", "system_database_url": url, "db_engine_kwargs": options, "log_level": "ERROR"})
        workflow = register_schedule(database, ask)
        DBOS.launch()
        DBOS.apply_schedules([{"schedule_name": SCHEDULE, "workflow_fn": workflow, "schedule": EVERY_SECOND}])

    await asyncio.to_thread(launch)
    yield asked
    await asyncio.to_thread(DBOS.destroy, destroy_registry=True)


async def test_schedule__its_moment_comes__asks_for_one_audit(asked, database):
    async with asyncio.timeout(30):
        await asked.wait()

    async with database.snapshot() as session:
        assert [audit.awaited for audit in await AuditRepository(session).list_unfinished()] == [None]
