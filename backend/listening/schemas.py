"""What crosses HTTP about hearing a mix."""

from enum import StrEnum

from pydantic import BaseModel

from backend.listening.gate import AccessState


class Quality(StrEnum):
    """Which recording to hear: the AAC rendition, or the file as the DJ handed it in."""

    MIX = "mix"
    ORIGINAL = "original"


class AccessAnswer(BaseModel):
    """Whether the full mix may be played, and why."""

    state: AccessState
    sentence: str
    serials: list[int]
