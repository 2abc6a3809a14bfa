"""Describe a release, hand in its files, have it prepared. For the label's owner."""

from fastapi import APIRouter, Response, status

from backend.catalog.archive import ReleaseArchive
from backend.catalog.dependencies import (
    ArchivingDependency,
    AudioUpload,
    CatalogDependency,
    CoverUpload,
    NumberingDependency,
    Slug,
    UploadsDependency,
)
from backend.catalog.schemas import Manifest, NumberedState, PreparationState, ReleaseState
from backend.core.problems import problems
from backend.identity.dependencies import LabelOwnerDependency, OwnerAloneDependency
from backend.pinning.dependencies import StorageDependency
from backend.pinning.schemas import ObjectState

router = APIRouter(prefix="/api/releases/{slug}", tags=["releases"])
FILE_BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string"}}}}}


@router.put("", responses=problems(401, 403, 409, 422, 503))
async def describe_release(
    slug: Slug, manifest: Manifest, _owner: LabelOwnerDependency, catalog: CatalogDependency
) -> ReleaseState:
    """Create a release, or change its manifest while it has no drop."""
    return await catalog.describe(slug, manifest)


@router.get("", responses=problems(401, 403, 404, 422, 503))
async def read_release(slug: Slug, _owner: LabelOwnerDependency, catalog: CatalogDependency) -> ReleaseState:
    """Tell what the server holds of a release."""
    return await catalog.get_state(slug)


@router.put("/audio", responses=problems(401, 403, 404, 409, 413, 422, 503), openapi_extra=FILE_BODY)
async def upload_audio(
    slug: Slug, upload: AudioUpload, uploads: UploadsDependency, catalog: CatalogDependency
) -> ReleaseState:
    """Take the full mix: WAV, FLAC, MP3, AAC/M4A, Ogg Opus or Vorbis, up to 2 GB."""
    state = await catalog.hand_in(slug, "audio", upload)
    uploads.keep(slug, upload)
    return state


@router.put("/cover", responses=problems(401, 403, 404, 409, 413, 422, 503), openapi_extra=FILE_BODY)
async def upload_cover(
    slug: Slug, upload: CoverUpload, uploads: UploadsDependency, catalog: CatalogDependency
) -> ReleaseState:
    """Take the cover: PNG, JPEG or WebP, up to 25 MB."""
    state = await catalog.hand_in(slug, "cover", upload)
    uploads.keep(slug, upload)
    return state


@router.post("/preparation", status_code=status.HTTP_202_ACCEPTED, responses=problems(401, 403, 404, 409, 422, 503))
async def prepare_release(slug: Slug, _owner: LabelOwnerDependency, catalog: CatalogDependency) -> PreparationState:
    """Have the release measured, encoded, sealed and pinned; asking again while that runs changes nothing."""
    return await catalog.request_preparation(slug)


@router.get("/preparation", responses=problems(401, 403, 404, 422, 503))
async def read_preparation(slug: Slug, _owner: LabelOwnerDependency, catalog: CatalogDependency) -> PreparationState:
    """Tell how far the preparation is."""
    return await catalog.get_preparation(slug)


@router.post("/numbered", responses=problems(401, 403, 404, 409, 422, 503))
async def number_editions(slug: Slug, _owner: LabelOwnerDependency, numbering: NumberingDependency) -> NumberedState:
    """Give each edition of an open supply that is over its own document, and tell the digest to reveal."""
    return await numbering.number(slug)


@router.get("/copies", responses=problems(401, 403, 404, 422, 503))
async def read_copies(
    slug: Slug, _owner: LabelOwnerDependency, catalog: CatalogDependency, storage: StorageDependency
) -> list[ObjectState]:
    """Tell where everything that the release needs is kept."""
    await catalog.get_state(slug)
    return await storage.describe_release(slug)


@router.get("/archive", responses=problems(401, 403, 404, 409, 422, 503))
async def read_archive(
    slug: Slug, _owner: OwnerAloneDependency, archiving: ArchivingDependency, response: Response
) -> ReleaseArchive:
    """Hand out all that restores the release on another server, its keys open."""
    response.headers["Cache-Control"] = "no-store"
    return await archiving.write(slug)


@router.put("/archive", responses=problems(401, 403, 409, 422, 503))
async def restore_release(
    slug: Slug,
    archive: ReleaseArchive,
    _owner: LabelOwnerDependency,
    archiving: ArchivingDependency,
    catalog: CatalogDependency,
) -> ReleaseState:
    """Record a release of another server whose objects were uploaded; its keys are wrapped by this server's own."""
    await archiving.restore(slug, archive)
    return await catalog.get_state(slug)
