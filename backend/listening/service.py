"""Use cases of listening: may a wallet hear a mix, and the sound itself."""

from sqlalchemy.ext.asyncio import AsyncSession

from backend.catalog.models import FileKind, ReleaseFile
from backend.catalog.repository import CatalogRepository
from backend.chain.repository import ChainRepository
from backend.holdings.service import find_standing
from backend.identity.errors import NotSignedIn
from backend.listening.errors import AccessDenied, MixMissing
from backend.listening.gate import Access, decide
from backend.listening.schemas import Quality


class ListeningService:
    """Answers from the database alone: an outage of the node never turns holders into strangers."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._catalog = CatalogRepository(session)

    async def find_access(self, slug: str, viewer: str | None) -> Access:
        """Return whether `viewer` may hear a mix; raises `MixMissing`."""
        release = await self._catalog.find_release(slug)
        if release is None or release.drop_address is None:
            raise MixMissing(slug)
        if viewer is None:
            return decide(None, (), ())
        finalized = await ChainRepository(self._session).finalized_number()
        standing = await find_standing(self._session, release.drop_address, viewer, finalized)
        return decide(viewer, standing.settled, standing.pending)

    async def open_mix(self, slug: str, viewer: str | None, quality: Quality) -> ReleaseFile:
        """Return the sealed file a holder may hear; raises `NotSignedIn`, `AccessDenied` or `MixMissing`."""
        access = await self.find_access(slug, viewer)
        if viewer is None:
            raise NotSignedIn
        if not access.is_granted:
            raise AccessDenied(access.sentence)
        file = await self._catalog.find_file(slug, FileKind(quality))
        if file is None:
            raise MixMissing(slug)
        return file
