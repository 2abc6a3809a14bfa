"""Everything that works on copies, put together from the settings."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from backend.core.clock import utc_now
from backend.core.config import Settings
from backend.core.db import Database
from backend.core.workflows import WorkflowEngine
from backend.ipfs.store import Store
from backend.pinning.attending import CopyAttendant
from backend.pinning.audit_keeper import AuditKeeper
from backend.pinning.auditing import Auditor
from backend.pinning.keeper import CopyKeeper
from backend.pinning.notices import Operator
from backend.pinning.proving import Prover
from backend.pinning.restoring import Restoration
from backend.places.roster import build_audit_gateway, build_places


@dataclass(frozen=True)
class Storage:
    """What attends to single copies and audits all of them."""

    attendant: CopyAttendant
    auditor: Auditor
    operator: Operator
    database: Database
    places: tuple[str, ...]

    def create_keepers(self, copies: WorkflowEngine, audits: WorkflowEngine) -> tuple[CopyKeeper, AuditKeeper]:
        """Return what looks for work again and again and has the engines do it."""
        return (
            CopyKeeper(self.database, copies, self.attendant, self.places, utc_now),
            AuditKeeper(self.database, audits, self.places, self.operator, utc_now),
        )


@asynccontextmanager
async def open_storage(settings: Settings, database: Database, store: Store) -> AsyncIterator[Storage]:
    """Open the places of the settings for the length of a block."""
    places, gateway = build_places(settings), build_audit_gateway(settings)
    # Which blocks are asked for must not be foreseen by whoever is audited.
    prover = Prover(store, random.SystemRandom(), settings.audit_blocks)
    async with httpx.AsyncClient() as client:
        operator = Operator(settings.operator_webhook, client)
        attendant = CopyAttendant(
            database,
            store,
            places,
            required=settings.pinning_copies,
            restoration=Restoration(store, settings.data_directory / "spool"),
            prover=prover,
            operator=operator,
            clock=utc_now,
        )
        auditor = Auditor(database, store, places, gateway=gateway, prover=prover, operator=operator, clock=utc_now)
        try:
            yield Storage(attendant, auditor, operator, database, tuple(place.name for place in places))
        finally:
            for place in places:
                await place.close()
            if gateway:
                await gateway.close()
