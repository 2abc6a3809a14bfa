"""Where the sound of a play is."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from backend.catalog.models import FileKind
from backend.listening.tickets import TicketBook

PLAYLIST = "master.m3u8"
RENDITIONS = frozenset({FileKind.HLS_AAC, FileKind.HLS_OPUS})


@dataclass(frozen=True, slots=True)
class Addresses:
    """The file for any browser, and the playlist for those that play one."""

    url: str
    playlist_url: str | None


class AddressBook:
    """Writes addresses that work in one browser alone."""

    def __init__(self, tickets: TicketBook, cookie_hash: str) -> None:
        self._tickets = tickets
        self._cookie_hash = cookie_hash

    def write(self, play_id: str, recording: str, kinds: AbstractSet[FileKind]) -> Addresses:
        """Return where a play of a recording is; renditions are made of the mix alone."""
        folder = f"/hear/{self._tickets.write(play_id, self._cookie_hash)}"
        has_playlist = recording == FileKind.MIX and not RENDITIONS.isdisjoint(kinds)
        return Addresses(f"{folder}/{recording}", f"{folder}/{PLAYLIST}" if has_playlist else None)
