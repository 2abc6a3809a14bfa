"""The gates of a release on their way to another server, over HTTP."""

from fastapi import APIRouter, Response

from backend.catalog.dependencies import Slug
from backend.core.problems import problems
from backend.gates.archive import GateArchive
from backend.gates.dependencies import ArchiveDependency, ArchivingDependency
from backend.identity.dependencies import OwnerAloneDependency

router = APIRouter(prefix="/api/releases/{slug}/gates", tags=["gates"])
ARCHIVE_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/GateArchive"}}},
    }
}


@router.get("", responses=problems(401, 403, 404, 422, 503))
async def read_gates(
    slug: Slug, _owner: OwnerAloneDependency, archiving: ArchivingDependency, response: Response
) -> GateArchive:
    """Hand out the gates of a release with the lists they name, and who was given what they ask for."""
    response.headers["Cache-Control"] = "no-store"
    return await archiving.write(slug)


@router.put("", responses=problems(401, 403, 404, 413, 422, 503), openapi_extra=ARCHIVE_BODY)
async def restore_gates(
    slug: Slug, archive: ArchiveDependency, owner: OwnerAloneDependency, archiving: ArchivingDependency
) -> GateArchive:
    """Keep the gates of a release of another server; what is here already stays, as the answer tells."""
    await archiving.restore(slug, archive, owner)
    return await archiving.write(slug)
