"""What crosses HTTP about hearing a mix."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.core.types import Wei
from backend.listening.addresses import Addresses
from backend.listening.models import Play
from backend.listening.playing import RENEW_AFTER_SECONDS, Started

PLAY_ID = "^[0-9a-f]{32}$"


class PlayRequest(BaseModel):
    """What to play: the AAC rendition, or the file as the DJ handed it in."""

    recording: Literal["mix", "original"] = "mix"
    renews: str | None = Field(default=None, pattern=PLAY_ID, description="the play that goes on, if one does")


class PlayAnswer(BaseModel):
    """A play that goes on, where its sound is, and when to ask again."""

    play: str
    url: str
    playlist_url: str | None
    expires_at: datetime
    renew_after_seconds: int = RENEW_AFTER_SECONDS
    serial: int | None
    sentence: str

    @classmethod
    def of(cls, started: Started, addresses: Addresses) -> "PlayAnswer":
        """Return what the page is told."""
        return cls(
            play=started.id,
            url=addresses.url,
            playlist_url=addresses.playlist_url,
            expires_at=started.expires_at,
            serial=started.token_id,
            sentence=started.sentence,
        )


class PlayLine(BaseModel):
    """One play of the record; `bytes_sent` lags behind by some seconds while it goes on."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    slug: str
    recording: str
    address: str
    wallet: str
    contract: str | None
    token_id: Wei | None
    gate_digest: str
    block_number: int
    started_at: datetime
    renewed_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    end_reason: str | None
    bytes_sent: int
    ripping_at: datetime | None


class PlayPage(BaseModel):
    """Plays, the newest first; `next` goes on where they end."""

    plays: list[PlayLine]
    next: str | None

    @classmethod
    def of(cls, plays: Sequence[Play], following: str | None) -> "PlayPage":
        """Return what crosses HTTP of a page."""
        return cls(plays=[PlayLine.model_validate(play) for play in plays], next=following)


class ReceiptKey(BaseModel):
    """The key that checks receipts: 32 bytes as hexadecimal."""

    algorithm: Literal["Ed25519"] = "Ed25519"
    public_key: str


class ReceiptAnswer(ReceiptKey):
    """A receipt and its signature, 64 bytes as hexadecimal."""

    receipt: dict[str, Any]
    signature: str
