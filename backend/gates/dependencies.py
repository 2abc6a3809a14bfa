"""What the routes of gates need."""

import asyncio
from typing import Annotated, cast

from fastapi import Depends, Header, Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from backend.core.bodies import read_body
from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.gates.archive import GateArchive
from backend.gates.archiving import GateArchiving
from backend.gates.collection import CollectionService
from backend.gates.entitlements import EntitlementService
from backend.gates.errors import GatesTooLarge, ListTooLarge
from backend.gates.keeping import GateKeeping
from backend.gates.lists import LIMIT_BYTES, MOST_WALLETS, read_list
from backend.gates.schemas import NAME_PATTERN, SOURCE_PATTERN
from backend.gates.service import GateService
from backend.gates.watching import GateWatcher
from backend.identity.dependencies import LabelOwnerDependency, OwnerAloneDependency

ARCHIVE_BYTES = 32 * 1024**2
"""Seven of the longest lists."""


async def get_gate_service(
    session: SessionDependency, settings: SettingsDependency, clock: ClockDependency
) -> GateService:
    """Build the service that judges, for this request."""
    return GateService(session, clock, settings.grant_staleness_seconds)


def get_keeping(request: Request, session: SessionDependency, clock: ClockDependency) -> GateKeeping:
    """Build the service that sets gates, for this request."""
    return GateKeeping(session, clock, cast("GateWatcher", request.app.state.gate_watcher))


KeepingDependency = Annotated[GateKeeping, Depends(get_keeping)]


def get_entitlements(session: SessionDependency) -> EntitlementService:
    """Build the service that gives and takes, for this request."""
    return EntitlementService(session)


def get_collection(session: SessionDependency) -> CollectionService:
    """Build the service of what members hold, for this request."""
    return CollectionService(session)


async def get_wallets(
    request: Request, _owner: LabelOwnerDependency, content_length: Annotated[int | None, Header()] = None
) -> tuple[str, ...]:
    """Take a list as the body, from the label; routes name this before their session, as it may take a second."""
    too_large = ListTooLarge(LIMIT_BYTES, MOST_WALLETS)
    content = await read_body(request.stream(), LIMIT_BYTES, too_large, content_length)
    return await asyncio.to_thread(read_list, content)


def get_archiving(session: SessionDependency, keeping: KeepingDependency) -> GateArchiving:
    """Build the service that moves gates between servers, for this request."""
    return GateArchiving(session, keeping)


async def get_archive(
    request: Request, _owner: OwnerAloneDependency, content_length: Annotated[int | None, Header()] = None
) -> GateArchive:
    """Take gates with their lists as the body; routes name this before their session, as it may take seconds."""
    content = await read_body(request.stream(), ARCHIVE_BYTES, GatesTooLarge(ARCHIVE_BYTES), content_length)
    try:
        return await asyncio.to_thread(GateArchive.model_validate_json, content)
    except ValidationError as error:
        raise RequestValidationError([{**each, "loc": ("body", *each["loc"])} for each in error.errors()]) from error


GateDependency = Annotated[GateService, Depends(get_gate_service)]
EntitlementDependency = Annotated[EntitlementService, Depends(get_entitlements)]
CollectionDependency = Annotated[CollectionService, Depends(get_collection)]
ArchivingDependency = Annotated[GateArchiving, Depends(get_archiving)]
ArchiveDependency = Annotated[GateArchive, Depends(get_archive)]
WalletsDependency = Annotated[tuple[str, ...], Depends(get_wallets)]
Name = Annotated[str, Path(pattern=NAME_PATTERN, description="Lower-case letters, digits and hyphens")]
Source = Annotated[str, Path(pattern=SOURCE_PATTERN, description="What gave it, such as gift:1")]
