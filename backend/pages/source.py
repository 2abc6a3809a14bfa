"""Fill the pages from the catalogue and the drops."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.audio.waveform import svg_path
from backend.catalog.errors import ReleaseMissing
from backend.catalog.models import FileKind, Recording, Release, ReleaseFile
from backend.catalog.repository import CatalogRepository
from backend.chain.contracts import Contracts
from backend.core.clock import Clock
from backend.core.config import Settings
from backend.core.db import Database
from backend.drops.schemas import DropDetails
from backend.drops.service import DropService
from backend.pages.offers import Sale
from backend.pages.views import ChainPlace, Credit, DropCard, DropPage, PayeeShare, Sound


class DatabasePages:
    """Reads each page in one snapshot of the database; asks no node."""

    def __init__(self, database: Database, settings: Settings, contracts: Contracts, clock: Clock) -> None:
        self._database = database
        self._settings = settings
        self._contracts = contracts
        self._clock = clock

    async def drop_page(self, slug: str, viewer: str | None) -> DropPage:
        """Return the page of one published release; raises `ReleaseMissing` or `DropMissing`."""
        async with self._database.snapshot() as session:
            catalog = CatalogRepository(session)
            release = await catalog.get_release(slug)
            recording, files = await catalog.find_recording(slug), await catalog.list_files(slug)
            details = await self._drops(session).describe(slug, viewer)
        if recording is None or FileKind.THUMBNAIL not in files:
            raise ReleaseMissing(slug)
        return self._compose(release, recording, files, details)

    async def list_pages(self) -> Sequence[DropCard]:
        """Return every published release, newest first."""
        async with self._database.snapshot() as session:
            catalog = CatalogRepository(session)
            return [await self._card(session, catalog, release) for release in await catalog.list_published()]

    async def _card(self, session: AsyncSession, catalog: CatalogRepository, release: Release) -> DropCard:
        thumbnail = await catalog.find_file(release.slug, FileKind.THUMBNAIL)
        details = await self._drops(session).describe(release.slug, None)
        manifest = release.manifest
        return DropCard(
            slug=release.slug,
            title=manifest["title"],
            artist=manifest["artist"],
            cover_url=_address(thumbnail) if thumbnail else "",
            sale=Sale(details, self._settings.chain_coin),
        )

    def _drops(self, session: AsyncSession) -> DropService:
        return DropService(session, self._contracts, self._clock)

    def _compose(
        self, release: Release, recording: Recording, files: dict[FileKind, ReleaseFile], details: DropDetails
    ) -> DropPage:
        manifest, site = release.manifest, self._settings.public_url
        return DropPage(
            slug=release.slug,
            title=manifest["title"],
            artist=manifest["artist"],
            description=manifest["description"],
            genre=manifest["genre"],
            credits=tuple(Credit(credit["role"], credit["name"]) for credit in manifest["credits"]),
            cover_url=_address(files[FileKind.THUMBNAIL]),
            share_image_url=site + _address(files[FileKind.COVER]),
            page_url=f"{site}/drops/{release.slug}",
            accent=files[FileKind.COVER].accent,
            sound=_sound(recording, files[FileKind.PREVIEW]),
            sale=Sale(details, self._settings.chain_coin),
            place=self._place(details),
            payees=tuple(_payee(payee) for payee in manifest["payees"]),
        )

    def _place(self, details: DropDetails) -> ChainPlace:
        return ChainPlace(
            chain_id=details.chain_id,
            chain_name=self._settings.chain_name,
            contract=details.address,
            split=details.split,
            explorer_url=self._settings.explorer_url,
        )


def _sound(recording: Recording, preview: ReleaseFile) -> Sound:
    return Sound(
        preview_url=_address(preview),
        preview_start_seconds=recording.preview_start_seconds,
        preview_seconds=recording.preview_seconds,
        preview_waveform_path=svg_path(recording.preview_peaks),
        duration_seconds=recording.duration_seconds,
        waveform_path=svg_path(recording.peaks),
        tempo_bpm=recording.tempo_bpm,
    )


def _payee(payee: dict[str, Any]) -> PayeeShare:
    return PayeeShare(account=payee["account"], share=payee["share"], name=payee.get("name"))


def _address(file: ReleaseFile) -> str:
    return f"/ipfs/{file.cid}"
