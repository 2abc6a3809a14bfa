"""What the catalogue's routes need."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated, cast

from fastapi import Depends, Header, Path, Request

from backend.audio.keyring import Keyring
from backend.catalog.archiving import ArchivingService
from backend.catalog.creation import CreationFinder
from backend.catalog.numbering import NumberingService
from backend.catalog.repository import CatalogRepository
from backend.catalog.schemas import SLUG_PATTERN
from backend.catalog.service import CatalogService
from backend.catalog.uploads import Upload, Uploads
from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.identity.dependencies import LabelOwnerDependency
from backend.ipfs.dependencies import StoreDependency

Slug = Annotated[str, Path(pattern=SLUG_PATTERN, description="Lower-case letters, digits and hyphens")]


def receive(kind: str) -> Callable[..., AsyncIterator[Upload]]:
    """Return a dependency that takes the body as a file, before the request's transaction is opened."""

    async def take(
        request: Request, _owner: LabelOwnerDependency, content_length: Annotated[int | None, Header()] = None
    ) -> AsyncIterator[Upload]:
        uploads = cast("Uploads", request.app.state.uploads)
        async with uploads.receive(kind, request.stream(), content_length) as upload:
            yield upload

    return take


AudioUpload = Annotated[Upload, Depends(receive("audio"))]
CoverUpload = Annotated[Upload, Depends(receive("cover"))]


async def get_uploads(request: Request) -> Uploads:
    """Return the folder of uploads."""
    return cast("Uploads", request.app.state.uploads)


UploadsDependency = Annotated[Uploads, Depends(get_uploads)]


async def get_catalog_service(
    session: SessionDependency, settings: SettingsDependency, clock: ClockDependency
) -> CatalogService:
    """Build the catalogue's service for this request."""
    return CatalogService(CatalogRepository(session), settings.public_url, clock)


async def get_numbering_service(
    session: SessionDependency,
    settings: SettingsDependency,
    store: StoreDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    clock: ClockDependency,
) -> NumberingService:
    """Build the service that numbers editions for this request."""
    repository = CatalogRepository(session)
    return NumberingService(repository, store, node, contracts, site_url=settings.public_url, clock=clock)


async def get_keyring(request: Request) -> Keyring:
    """Return what opens the keys of sealed audio."""
    return cast("Keyring", request.app.state.keyring)


KeyringDependency = Annotated[Keyring, Depends(get_keyring)]


async def get_archiving_service(
    session: SessionDependency,
    store: StoreDependency,
    keyring: KeyringDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    clock: ClockDependency,
) -> ArchivingService:
    """Build the service that moves releases between servers for this request."""
    return ArchivingService(session, store, keyring, CreationFinder(node, contracts), clock)


ArchivingDependency = Annotated[ArchivingService, Depends(get_archiving_service)]
NumberingDependency = Annotated[NumberingService, Depends(get_numbering_service)]
CatalogDependency = Annotated[CatalogService, Depends(get_catalog_service)]
