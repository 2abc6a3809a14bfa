"""A release as it leaves one server and enters another: all that restores it, beside its objects on IPFS."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from backend.catalog.models import FileKind
from backend.catalog.schemas import SLUG_PATTERN, Manifest
from backend.core.types import Address

FORMAT = 1

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
ContentKey = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Strict(BaseModel):
    """What says more than is known here was written by another version."""

    model_config = ConfigDict(extra="forbid")


class Seal(Strict):
    """How a file is sealed; its key is among the secrets."""

    scheme: str
    segment_bytes: int
    associated_data: str


class ArchivedFragments(Strict):
    """Where the fragments of a rendition begin: the bytes of its head, then bytes and seconds of each."""

    head_bytes: int = Field(gt=0)
    pieces: list[tuple[Annotated[int, Field(gt=0)], Annotated[float, Field(gt=0)]]] = Field(min_length=1)

    @property
    def size(self) -> int:
        """How many bytes they have together."""
        return self.head_bytes + sum(size for size, _ in self.pieces)


class ArchivedFile(Strict):
    """A file of the release; `size` in bytes, of what is inside where it is sealed."""

    kind: FileKind
    cid: str
    size: int = Field(ge=0)
    mime_type: str
    accent: str | None = None
    seal: Seal | None = None
    fragments: ArchivedFragments | None = None


class ArchivedRecording(Strict):
    """What was measured of the audio."""

    duration_seconds: float
    loudness_lufs: float
    tempo_bpm: float | None
    peaks: list[int]
    mime_type: str
    preview_start_seconds: float
    preview_seconds: float
    preview_peaks: list[int]


class ArchivedObject(Strict):
    """An object to fetch as CAR; `size` is that file's, in bytes."""

    cid: str
    name: str
    size: int


class DropPlace(Strict):
    """Where the drop of the release was created."""

    chain_id: int
    label: Address
    address: Address
    block: int


class Secrets(Strict):
    """What is for nobody else: the keys of sealed files, and digests that tell what was sealed."""

    audio_sha256: Sha256
    prepared_from: Sha256
    content_keys: dict[FileKind, ContentKey]


def _check_manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return a manifest as it was written: the release is known by a fingerprint of it."""
    Manifest.model_validate(manifest)
    return manifest


class ReleaseArchive(Strict):
    """One release; `secrets` is all of it that must not be shown."""

    format: int
    slug: Annotated[str, StringConstraints(pattern=SLUG_PATTERN)]
    created_at: datetime
    manifest: Annotated[dict[str, Any], AfterValidator(_check_manifest)]
    audio_size: int
    audio_name: str | None
    cover_sha256: Sha256
    cover_size: int
    recording: ArchivedRecording
    files: list[ArchivedFile]
    metadata_cid: str
    numbered_cid: str | None = None
    drop: DropPlace | None
    objects: list[ArchivedObject]
    secrets: Secrets
