"""What is asked of a place that keeps copies, and what it answers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from backend.ipfs.archive import Archive
from backend.ipfs.cid import Cid


class CopyStatus(StrEnum):
    """Where a copy of an object stands at one place."""

    QUEUED = "queued"
    PINNING = "pinning"
    PINNED = "pinned"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Report:
    """What a place says of one object; `reference` is the place's own name of the request."""

    status: CopyStatus
    problem: str | None = None
    reference: str | None = None


class Place(Protocol):
    """Somewhere objects are kept beside the embedded store.

    Every question raises `PlaceUnavailable` when it cannot be answered now and `PlaceRefused` when the place says no.
    """

    name: str
    kind: str

    async def pin(self, archive: Archive, name: str, reference: str | None) -> Report:
        """Bring an object there, or ask the place to fetch it; doing it again changes nothing.

        Raises `CidDiffers` when the place made another object of it.
        """
        ...

    async def check(self, root: Cid, reference: str | None) -> Report:
        """Ask where an object stands; `LOST` when the place does not know it."""
        ...

    async def list_roots(self) -> set[str] | None:
        """Return every root pinned there as text, or `None` where that cannot be asked."""
        ...

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:
        """Return one block as the place has it, unverified; raise `BlockAbsent`."""
        ...

    def download(self, root: Cid) -> AsyncIterator[bytes]:
        """Yield the archive of an object as the place has it, unverified; raise `BlockAbsent`."""
        ...

    async def unpin(self, root: Cid, reference: str | None) -> None:
        """Have the place let go of an object; one it does not know is fine."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...
