"""What the routes of gates need."""

from typing import Annotated

from fastapi import Depends

from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.gates.service import GateService


async def get_gate_service(
    session: SessionDependency, settings: SettingsDependency, clock: ClockDependency
) -> GateService:
    """Build the service that judges, for this request."""
    return GateService(session, clock, settings.grant_staleness_seconds)


GateDependency = Annotated[GateService, Depends(get_gate_service)]
