"""What crosses HTTP about a release."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, field_validator

from backend.catalog.models import PreparationStatus, Stage
from backend.core.types import PARTS_PER_MILLION, Address

SLUG_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
SUPPLY_LIMIT = 10_000
TIER_LIMIT = 5
PHASE_LIMIT = 8
PAYEE_LIMIT = 50
ROYALTY_LIMIT_BPS = 1_000
TITLE_LIMIT_BYTES = 64
TEXT_LIMIT = 4_000

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class PayeeTerms(BaseModel):
    """Who is paid, and how many parts of a million."""

    model_config = ConfigDict(extra="forbid")

    account: Address
    share: int = Field(ge=1, le=PARTS_PER_MILLION)
    name: Line | None = None


class CreditLine(BaseModel):
    """Who did what."""

    model_config = ConfigDict(extra="forbid")

    role: Line
    name: Line


class TierLine(BaseModel):
    """A kind of edition, and how many there may be; without a number as many as are collected."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    supply: int | None = Field(ge=1, le=SUPPLY_LIMIT)


class PhaseLine(BaseModel):
    """What a sale beside the public one is called; when and for how much it sells, the chain says."""

    model_config = ConfigDict(extra="forbid")

    name: Line


class Project(BaseModel):
    """What a mix is part of."""

    model_config = ConfigDict(extra="forbid")

    title: Line
    type: Literal["Single", "EP", "Album"]
    description: Annotated[str, StringConstraints(max_length=TEXT_LIMIT)] = ""
    upc: Annotated[str, StringConstraints(pattern=r"^[0-9]{12,13}$")] | None = None


class Details(BaseModel):
    """What players and shops show besides, as far as the DJ knows it."""

    model_config = ConfigDict(extra="forbid")

    track_number: int | None = Field(default=None, ge=1, le=999)
    tags: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]] = Field(
        default=[], max_length=20
    )
    key: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)] | None = None
    isrc: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-?[A-Z0-9]{3}-?[0-9]{2}-?[0-9]{5}$")] | None = None
    license: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None = None
    lyrics: Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)] | None = None
    location: Line | None = None
    released: date | None = None
    publisher: Line | None = None
    record_label: Line | None = None
    project: Project | None = None


class Manifest(BaseModel):
    """A release as its DJ describes it; when and for how much it sells, the chain says."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    artist: Line
    description: Annotated[str, StringConstraints(max_length=TEXT_LIMIT)] = ""
    genre: Line
    symbol: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,12}$")]
    supply: int | None = Field(ge=1, le=SUPPLY_LIMIT, description="null means as many as are collected until a time")
    is_range: bool = Field(default=False, description="whether the supply falls to what is sold at some time")
    tiers: list[TierLine] = Field(default=[], max_length=TIER_LIMIT, description="empty, or at least two")
    phases: list[PhaseLine] = Field(default=[], max_length=PHASE_LIMIT)
    royalty_bps: int = Field(ge=0, le=ROYALTY_LIMIT_BPS)
    payees: list[PayeeTerms] = Field(min_length=1, max_length=PAYEE_LIMIT)
    credits: list[CreditLine] = Field(default=[], max_length=100)
    external_url: HttpUrl | None = None
    details: Details = Details()

    @field_validator("title")
    @classmethod
    def _check_title(cls, title: str) -> str:
        if len(title.encode()) > TITLE_LIMIT_BYTES:
            msg = f"is {len(title.encode())} bytes long in UTF-8: the contract keeps {TITLE_LIMIT_BYTES}, shorten it"
            raise ValueError(msg)
        return title

    @field_validator("tiers")
    @classmethod
    def _check_tiers(cls, tiers: list[TierLine]) -> list[TierLine]:
        if len(tiers) == 1:
            msg = "has one entry: leave it out, or add another tier"
            raise ValueError(msg)
        return tiers

    @field_validator("payees")
    @classmethod
    def _check_shares(cls, payees: list[PayeeTerms]) -> list[PayeeTerms]:
        total = sum(payee.share for payee in payees)
        if total != PARTS_PER_MILLION:
            msg = f"have shares that sum to {total}: they must sum to {PARTS_PER_MILLION}"
            raise ValueError(msg)
        return payees


class UploadedFile(BaseModel):
    """A file the server holds, so that nobody sends it twice."""

    size: int
    sha256: str


class ReleaseState(BaseModel):
    """What the server knows of a release."""

    slug: str
    title: str
    artist: str
    status: str
    audio: UploadedFile | None
    cover: UploadedFile | None
    metadata_digest: str | None
    drop: Address | None
    url: str


class NumberedState(BaseModel):
    """The directory in which each edition of an open supply has its own document, and how many there are."""

    metadata_digest: str
    minted: int


class PreparationState(BaseModel):
    """How far the preparation is; `progress` runs from 0 to 1."""

    status: PreparationStatus
    stage: Stage
    progress: float
    problem: str | None = None
    field: str | None = None
    metadata_digest: str | None = None
    duration_seconds: float | None = None
    loudness_lufs: float | None = None
    tempo_bpm: float | None = None
