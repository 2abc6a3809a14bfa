"""All SQL of the catalogue."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.catalog.errors import ReleaseMissing
from backend.catalog.models import FileKind, Fragments, Preparation, Recording, Release, ReleaseFile
from backend.ipfs.unixfs import Node
from backend.pinning.repository import PinRepository

METADATA_PIN = "metadata"
NUMBERED_PIN = "numbered"


def pin_name(slug: str, part: str) -> str:
    """Return what the object is called that is this part of a release."""
    return f"{slug}/{part}"


class CatalogRepository:
    """Reads and writes releases and what belongs to them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_release(self, slug: str) -> Release | None:
        """Return a release, or `None`."""
        return await self._session.get(Release, slug)

    async def get_release(self, slug: str) -> Release:
        """Return a release; raises `ReleaseMissing`."""
        release = await self.find_release(slug)
        if release is None:
            raise ReleaseMissing(slug)
        return release

    async def find_release_by_key(self, key: str) -> Release | None:
        """Return the release with this name on chain, or `None`."""
        return (await self._session.execute(select(Release).where(Release.key == key))).scalar_one_or_none()

    async def list_published(self) -> list[Release]:
        """Return the releases that have a drop, newest first."""
        statement = (
            select(Release).where(col(Release.drop_address).is_not(None)).order_by(col(Release.drop_block).desc())
        )
        return list((await self._session.execute(statement)).scalars())

    async def find_preparation(self, slug: str) -> Preparation | None:
        """Return how far the preparation of a release is, or `None`."""
        return await self._session.get(Preparation, slug)

    async def find_recording(self, slug: str) -> Recording | None:
        """Return what was measured of a release, or `None`."""
        return await self._session.get(Recording, slug)

    async def find_file(self, slug: str, kind: FileKind) -> ReleaseFile | None:
        """Return one file of a release, or `None`."""
        return await self._session.get(ReleaseFile, (slug, kind))

    async def list_files(self, slug: str) -> dict[FileKind, ReleaseFile]:
        """Return the files of a release by what they are for."""
        statement = select(ReleaseFile).where(ReleaseFile.slug == slug)
        return {file.kind: file for file in (await self._session.execute(statement)).scalars()}

    async def list_sealed_files(self) -> list[ReleaseFile]:
        """Return the sealed files of every release."""
        statement = select(ReleaseFile).where(col(ReleaseFile.wrapped_key).is_not(None))
        return list((await self._session.execute(statement)).scalars())

    async def list_fragments(self, slug: str) -> dict[FileKind, Fragments]:
        """Return where the fragments of a release's renditions are, by what they are for."""
        statement = select(Fragments).where(Fragments.slug == slug)
        return {fragments.kind: fragments for fragments in (await self._session.execute(statement)).scalars()}

    async def save(self, row: Release | Preparation | Recording | ReleaseFile | Fragments) -> None:
        """Insert or replace a row by its primary key."""
        await self._session.merge(row)
        await self._session.flush()

    async def name_pin(self, slug: str, part: str, node: Node, at: datetime) -> None:
        """Keep an object of the embedded store as this part of a release, instead of what was that part before."""
        await PinRepository(self._session).name_pin(str(node.cid), pin_name(slug, part), node.total_size, at)

    async def clear_drops_above(self, block: int) -> None:
        """Forget the drops created above `block`."""
        await self._session.execute(
            update(Release).where(col(Release.drop_block) > block).values(drop_address=None, drop_block=None)
        )
