"""Use cases of the catalogue: describe a release, hand in its files, ask for its preparation."""

from typing import Any

from backend.catalog.errors import FileMissing, ReleaseBusy, ReleasePublished
from backend.catalog.fingerprint import fingerprint, release_key
from backend.catalog.models import Preparation, PreparationStatus, Release, Stage
from backend.catalog.repository import CatalogRepository
from backend.catalog.schemas import Manifest, PreparationState, ReleaseState, UploadedFile
from backend.catalog.uploads import Upload
from backend.core.clock import Clock

ACTIVE = (PreparationStatus.QUEUED, PreparationStatus.RUNNING)


class CatalogService:
    """What a label's owner does with a release before it is on chain."""

    def __init__(self, repository: CatalogRepository, site_url: str, clock: Clock) -> None:
        self._repository = repository
        self._site_url = site_url
        self._clock = clock

    async def describe(self, slug: str, manifest: Manifest) -> ReleaseState:
        """Create a release or change its manifest; once its drop exists it only gets phases (`ReleasePublished`)."""
        described = manifest.model_dump(mode="json")
        release = await self._repository.find_release(slug)
        if release is None:
            release = Release(slug=slug, key=release_key(slug), manifest=described, created_at=self._clock())
        # What was written before a field existed means that field's default.
        elif (known := Manifest.model_validate(release.manifest).model_dump(mode="json")) != described:
            if not (release.drop_address and _names_more_phases(known, described)):
                await self._check_may_change(release)
            release.manifest = described
        await self._repository.save(release)
        return await self._state(release)

    async def hand_in(self, slug: str, kind: str, upload: Upload) -> ReleaseState:
        """Record an uploaded file as the audio or the cover of a release."""
        release = await self._repository.get_release(slug)
        if getattr(release, f"{kind}_sha256") != upload.sha256:
            await self._check_may_change(release)
        setattr(release, f"{kind}_sha256", upload.sha256)
        setattr(release, f"{kind}_size", upload.size)
        await self._repository.save(release)
        return await self._state(release)

    async def get_state(self, slug: str) -> ReleaseState:
        """Return what is known of a release."""
        return await self._state(await self._repository.get_release(slug))

    async def request_preparation(self, slug: str) -> PreparationState:
        """Queue the preparation of a release as it is now, unless that is done or under way."""
        release = await self._repository.get_release(slug)
        wanted = self._fingerprint(release)
        current = await self._repository.find_preparation(slug)
        if release.prepared_from != wanted and not _is_under_way(current, wanted):
            await self._repository.save(_queue(slug, wanted, current))
        return await self.get_preparation(slug)

    async def get_preparation(self, slug: str) -> PreparationState:
        """Return how far the preparation of a release is."""
        release = await self._repository.get_release(slug)
        preparation = await self._repository.find_preparation(slug)
        if preparation is None:
            return PreparationState(status=PreparationStatus.NONE, stage=Stage.WAITING, progress=0)
        recording = await self._repository.find_recording(slug)
        return PreparationState(
            status=preparation.status,
            stage=preparation.stage,
            progress=preparation.progress,
            problem=preparation.problem,
            field=preparation.field,
            metadata_digest=release.metadata_digest if preparation.status is PreparationStatus.DONE else None,
            duration_seconds=recording.duration_seconds if recording else None,
            loudness_lufs=recording.loudness_lufs if recording else None,
            tempo_bpm=recording.tempo_bpm if recording else None,
        )

    async def _check_may_change(self, release: Release) -> None:
        if release.drop_address:
            raise ReleasePublished(release.slug)
        preparation = await self._repository.find_preparation(release.slug)
        if preparation and preparation.status in ACTIVE:
            raise ReleaseBusy(release.slug)

    def _fingerprint(self, release: Release) -> str:
        if release.audio_sha256 is None:
            raise FileMissing("audio")
        if release.cover_sha256 is None:
            raise FileMissing("cover")
        return fingerprint(release.manifest, release.audio_sha256, release.cover_sha256, self._site_url)

    async def _state(self, release: Release) -> ReleaseState:
        return ReleaseState(
            slug=release.slug,
            title=release.manifest["title"],
            artist=release.manifest["artist"],
            status=await self._status(release),
            audio=_uploaded(release.audio_size, release.audio_sha256),
            cover=_uploaded(release.cover_size, release.cover_sha256),
            metadata_digest=release.metadata_digest,
            drop=release.drop_address,
            url=f"{self._site_url}/drops/{release.slug}",
        )

    async def _status(self, release: Release) -> str:
        if release.drop_address:
            return "live"
        if not (release.audio_sha256 and release.cover_sha256):
            return "draft"
        if release.prepared_from == self._fingerprint(release):
            return "ready"
        preparation = await self._repository.find_preparation(release.slug)
        return "preparing" if _is_under_way(preparation, self._fingerprint(release)) else "draft"


def _names_more_phases(known: dict[str, Any], described: dict[str, Any]) -> bool:
    """Tell whether two manifests differ in phases at the end only: a drop may get some when it is live."""
    phases = known["phases"]
    return described | {"phases": phases} == known and described["phases"][: len(phases)] == phases


def _is_under_way(preparation: Preparation | None, wanted: str) -> bool:
    return preparation is not None and preparation.fingerprint == wanted and preparation.status in ACTIVE


def _queue(slug: str, wanted: str, last: Preparation | None) -> Preparation:
    """Return the next preparation; every attempt is a workflow of its own."""
    attempt = int(last.workflow_id.rsplit(":", 1)[1]) + 1 if last else 1
    return Preparation(
        slug=slug,
        fingerprint=wanted,
        workflow_id=f"prepare:{slug}:{attempt}",
        status=PreparationStatus.QUEUED,
        stage=Stage.WAITING,
        progress=0,
    )


def _uploaded(size: int | None, sha256: str | None) -> UploadedFile | None:
    return UploadedFile(size=size, sha256=sha256) if size is not None and sha256 is not None else None
