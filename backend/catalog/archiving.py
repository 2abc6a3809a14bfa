"""Write down all that restores a release, and restore one."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from backend.audio.keyring import Keyring
from backend.catalog.archive import ArchivedObject, DropPlace, ReleaseArchive
from backend.catalog.archive_check import check_archive, list_roots
from backend.catalog.archive_rows import leave_renditions, pack_archive, unpack_archive
from backend.catalog.creation import CreationFinder
from backend.catalog.errors import NotPrepared, ReleaseDiffers
from backend.catalog.models import Release
from backend.catalog.projection import CatalogProjection
from backend.catalog.repository import NUMBERED_PIN, CatalogRepository, pin_name
from backend.core.clock import Clock
from backend.ipfs.store import Store
from backend.pinning.repository import PinRepository

# What makes two archives the same release; where its drop is and what was made of it since may differ.
CONTENT = ("manifest", "cover_sha256", "recording", "files", "metadata_cid", "secrets")


class ArchivingService:
    """Moves releases between servers; the objects themselves travel as CAR."""

    def __init__(
        self, session: AsyncSession, store: Store, keyring: Keyring, creations: CreationFinder, clock: Clock
    ) -> None:
        self._session = session
        self._repository = CatalogRepository(session)
        self._pins = PinRepository(session)
        self._store = store
        self._keyring = keyring
        self._creations = creations
        self._clock = clock

    async def write(self, slug: str) -> ReleaseArchive:
        """Return the archive of a prepared release, its keys open; raises `NotPrepared`."""
        release = await self._repository.get_release(slug)
        archive = pack_archive(
            release,
            await self._repository.find_recording(slug),
            await self._repository.list_files(slug),
            self._keyring,
            fragments=await self._repository.list_fragments(slug),
            numbered_cid=await self._pins.find_named(pin_name(slug, NUMBERED_PIN)),
            drop=self._place_of(release),
        )
        archive.objects = await self._measure(archive)
        return archive

    async def restore(self, slug: str, archive: ReleaseArchive) -> None:
        """Record an archived release whose objects are here; doing it again changes nothing.

        It is live at once when this label has created its drop. Raises what `check_archive` does, and `ReleaseDiffers`.
        """
        await asyncio.to_thread(check_archive, slug, archive, self._store)
        if await self._repository.find_release(slug) is None:
            for row in unpack_archive(archive, self._keyring):
                await self._repository.save(row)
        elif await self._has(archive):
            archive = leave_renditions(archive)  # those that are here stay
        else:
            raise ReleaseDiffers(slug)
        for kept in await self._measure(archive):
            await self._pins.name_pin(kept.cid, kept.name, kept.size, self._clock())
        await self._link_drop(archive)

    async def _measure(self, archive: ReleaseArchive) -> list[ArchivedObject]:
        """List the objects of a release with the sizes of their archives."""

        def measure() -> list[ArchivedObject]:
            return [
                ArchivedObject(cid=str(root), name=name, size=self._store.open_archive(root).size)
                for name, root in list_roots(archive)
            ]

        return await asyncio.to_thread(measure)

    def _place_of(self, release: Release) -> DropPlace | None:
        if release.drop_address is None or release.drop_block is None:
            return None
        return DropPlace(
            chain_id=self._creations.chain_id,
            label=self._creations.label,
            address=release.drop_address,
            block=release.drop_block,
        )

    async def _has(self, archive: ReleaseArchive) -> bool:
        try:
            present, given = leave_renditions(await self.write(archive.slug)), leave_renditions(archive)
        except NotPrepared:
            return False
        return all(getattr(present, part) == getattr(given, part) for part in CONTENT)

    async def _link_drop(self, archive: ReleaseArchive) -> None:
        """Let the release hear of its drop as it would have from the indexer, which may have passed that block."""
        release, drop = await self._repository.get_release(archive.slug), archive.drop
        ours = (self._creations.chain_id, self._creations.label)
        if drop is None or release.drop_address is not None or (drop.chain_id, drop.label) != ours:
            return
        created = await self._creations.find(release.key, drop.block)
        if created:
            await CatalogProjection(self._creations.label).apply(self._session, [created])
