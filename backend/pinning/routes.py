"""See where every object is, have copies checked and moved, take objects in and let them go. For the label's owner."""

from typing import Annotated

from fastapi import APIRouter, Query, status

from backend.core.problems import problems
from backend.identity.dependencies import LabelOwnerDependency
from backend.pinning.dependencies import MoveDependency, RootDependency, StorageDependency, TakenSize
from backend.pinning.schemas import AuditRequest, AuditState, KeptObject, MoveRequest, MoveState, StorageState

router = APIRouter(prefix="/api/storage", tags=["storage"])
CAR_BODY = {
    "requestBody": {"required": True, "content": {"application/vnd.ipld.car": {"schema": {"type": "string"}}}},
}
PinNameQuery = Annotated[str | None, Query(pattern=r"^[a-z0-9][a-z0-9._/-]{0,199}$", description="as night-bus/mix")]


@router.get("", responses=problems(401, 403, 422, 503))
async def read_storage(_owner: LabelOwnerDependency, storage: StorageDependency) -> StorageState:
    """Tell what the label keeps, where each copy is and when it was last proven."""
    return await storage.describe()


@router.post("/audits", status_code=status.HTTP_202_ACCEPTED, responses=problems(401, 403, 422, 503))
async def start_audit(_owner: LabelOwnerDependency, storage: StorageDependency) -> AuditRequest:
    """Have every copy checked now; while an audit is under way, that is the answer."""
    return AuditRequest(id=(await storage.request_audit()).id)


@router.get("/audits/{audit}", responses=problems(401, 403, 404, 422, 503))
async def read_audit(audit: str, _owner: LabelOwnerDependency, storage: StorageDependency) -> AuditState:
    """Tell how far an audit is and what it found."""
    return await storage.get_audit(audit)


@router.post("/moves", status_code=status.HTTP_202_ACCEPTED, responses=problems(401, 403, 409, 422, 503))
async def start_move(wanted: MoveRequest, _owner: LabelOwnerDependency, moves: MoveDependency) -> MoveState:
    """Have all objects of a place moved to another; each leaves only when its other copy is proven."""
    return await moves.request(wanted.source, wanted.destination)


@router.get("/moves", responses=problems(401, 403, 422, 503))
async def read_moves(_owner: LabelOwnerDependency, moves: MoveDependency) -> list[MoveState]:
    """Tell how far every move is."""
    return await moves.list_all()


@router.put("/objects/{root}", responses=problems(400, 401, 403, 409, 413, 422, 503), openapi_extra=CAR_BODY)
async def keep_object(
    size: TakenSize, root: RootDependency, storage: StorageDependency, name: PinNameQuery = None
) -> KeptObject:
    """Take one object as a CAR v1 file: every block is hashed, and nothing is kept unless it is whole."""
    return await storage.keep(root, size, name)


@router.delete(
    "/objects/{root}", status_code=status.HTTP_204_NO_CONTENT, responses=problems(400, 401, 403, 404, 409, 422, 503)
)
async def remove_object(_owner: LabelOwnerDependency, root: RootDependency, storage: StorageDependency) -> None:
    """Unpin an object that nothing needs: here at once, at every other place as soon as it can be asked."""
    await storage.remove(root)
