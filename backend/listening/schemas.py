"""What crosses HTTP about hearing a mix."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from backend.listening.addresses import Addresses
from backend.listening.playing import RENEW_AFTER_SECONDS, Started

PLAY_ID = "^[0-9a-f]{32}$"


class Quality(StrEnum):
    """Which recording to hear: the AAC rendition, or the file as the DJ handed it in."""

    MIX = "mix"
    ORIGINAL = "original"


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
