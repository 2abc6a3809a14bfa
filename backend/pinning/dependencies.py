"""What the storage's routes need."""

from typing import Annotated, cast

from fastapi import Depends, Header, Request

from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.identity.dependencies import LabelOwnerDependency
from backend.ipfs.cid import Cid
from backend.ipfs.dependencies import StoreDependency
from backend.pinning.describing import Policy
from backend.pinning.intake import Intake
from backend.pinning.moving import MoveService
from backend.pinning.service import StorageService


async def get_policy(settings: SettingsDependency) -> Policy:
    """Return where objects are to be kept."""
    return Policy({place.name: place.kind for place in settings.pinning_places}, settings.pinning_copies)


PolicyDependency = Annotated[Policy, Depends(get_policy)]


async def get_storage_service(
    session: SessionDependency, store: StoreDependency, policy: PolicyDependency, clock: ClockDependency
) -> StorageService:
    """Build the storage's service for this request."""
    return StorageService(session, store, policy, clock)


async def get_move_service(session: SessionDependency, policy: PolicyDependency, clock: ClockDependency) -> MoveService:
    """Build the service of moves for this request."""
    return MoveService(session, policy, clock)


StorageDependency = Annotated[StorageService, Depends(get_storage_service)]
MoveDependency = Annotated[MoveService, Depends(get_move_service)]


async def get_root(root: str) -> Cid:
    """Return the CID in the path; answer 400 when it is none."""
    return Cid.parse(root)


RootDependency = Annotated[Cid, Depends(get_root)]


async def take_object(
    request: Request,
    _owner: LabelOwnerDependency,
    root: RootDependency,
    content_length: Annotated[int | None, Header()] = None,
) -> int:
    """Take the body into the store, before the request's transaction is opened; return the object's size in bytes."""
    intake = cast("Intake", request.app.state.intake)
    return await intake.take(root, request.stream(), content_length)


TakenSize = Annotated[int, Depends(take_object)]
