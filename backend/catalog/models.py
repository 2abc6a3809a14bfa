"""Tables of the catalogue: releases, their files on IPFS, and how far their preparation is."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Enum
from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn

NAME_LENGTH = 20


def _stored_by_value(names: type[StrEnum]) -> Any:  # noqa: ANN401 - SQLModel asks for a class and takes an instance
    """Return a column type that stores a name as plain text: adding one changes no table."""
    return Enum(names, native_enum=False, length=NAME_LENGTH, values_callable=lambda _: [name.value for name in names])


class FileKind(StrEnum):
    """What a file of a release is for."""

    COVER = "cover"
    THUMBNAIL = "thumbnail"
    PREVIEW = "preview"
    MIX = "mix"
    ORIGINAL = "original"
    HLS_AAC = "hls_aac"
    HLS_OPUS = "hls_opus"


class Stage(StrEnum):
    """What the preparation of a release is doing."""

    WAITING = "waiting"
    COVER = "cover"
    MEASURING = "measuring"
    PREVIEW = "preview"
    ENCODING = "encoding"
    SEALING = "sealing"
    FRAGMENTING = "fragmenting"
    METADATA = "metadata"
    DONE = "done"


class PreparationStatus(StrEnum):
    """Whether a preparation still runs."""

    NONE = "none"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Release(SQLModel, table=True):
    """One mix as its DJ described it, and what became of it."""

    __tablename__ = "releases"

    slug: str = Field(primary_key=True)
    key: str = Field(unique=True)  # keccak256 of the slug: the release's name on chain
    manifest: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_type=UtcColumn)
    audio_sha256: str | None = None
    audio_size: int | None = None
    audio_name: str | None = None
    cover_sha256: str | None = None
    cover_size: int | None = None
    prepared_from: str | None = None  # fingerprint of what `metadata_digest` was made from
    metadata_digest: str | None = None
    drop_address: str | None = None
    drop_block: int | None = Field(default=None, index=True)


class Recording(SQLModel, table=True):
    """What was measured of a release's audio."""

    __tablename__ = "recordings"

    slug: str = Field(primary_key=True, foreign_key="releases.slug")
    audio_sha256: str
    duration_seconds: float
    loudness_lufs: float
    tempo_bpm: float | None
    peaks: list[int] = Field(sa_column=Column(JSON, nullable=False))
    mime_type: str
    preview_start_seconds: float = 0.0
    preview_seconds: float = 0.0
    preview_peaks: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class ReleaseFile(SQLModel, table=True):
    """A file of a release on IPFS; `wrapped_key` is set where the file is sealed."""

    __tablename__ = "release_files"

    slug: str = Field(primary_key=True, foreign_key="releases.slug")
    kind: FileKind = Field(primary_key=True, sa_type=_stored_by_value(FileKind))
    source_sha256: str
    cid: str
    size: int
    mime_type: str
    accent: str | None = None
    wrapped_key: bytes | None = None


class Fragments(SQLModel, table=True):
    """Where the fragments of a rendition begin: what its playlist is written from."""

    __tablename__ = "fragments"

    slug: str = Field(primary_key=True, foreign_key="releases.slug")
    kind: FileKind = Field(primary_key=True, sa_type=_stored_by_value(FileKind))
    cid: str  # of the sealed file these are the fragments of
    head_bytes: int
    pieces: list[tuple[int, float]] = Field(sa_column=Column(JSON, nullable=False))  # bytes and seconds of each


class Preparation(SQLModel, table=True):
    """How far the preparation of a release is."""

    __tablename__ = "preparations"

    slug: str = Field(primary_key=True, foreign_key="releases.slug")
    fingerprint: str
    workflow_id: str
    status: PreparationStatus = Field(sa_type=_stored_by_value(PreparationStatus))
    stage: Stage = Field(sa_type=_stored_by_value(Stage))
    progress: float
    problem: str | None = None
    field: str | None = None
