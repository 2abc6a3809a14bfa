"""What the templates are given: frozen values, already in the form a page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from backend.pages.offers import Sale


@dataclass(frozen=True)
class Credit:
    """Who did what."""

    role: str
    name: str


@dataclass(frozen=True)
class PayeeShare:
    """Who is paid how many parts of a million; `name` where the label knows one."""

    account: str
    share: int
    name: str | None = None


@dataclass(frozen=True)
class Sound:
    """What can be heard; lengths in seconds, waveforms as SVG path data in a 400 x 200 box.

    The preview has a waveform of its own: 45 seconds of an hour would be five pixels of the whole mix.
    """

    preview_url: str
    preview_start_seconds: float
    preview_seconds: float
    preview_waveform_path: str
    duration_seconds: float
    waveform_path: str
    tempo_bpm: float | None


@dataclass(frozen=True)
class ChainPlace:
    """Where the drop lives; `explorer_url` is empty where the chain has no explorer."""

    chain_id: int
    chain_name: str
    contract: str
    split: str
    explorer_url: str


@dataclass(frozen=True)
class DropPage:
    """Everything `/drops/<slug>` shows; `accent` is the cover's colour as #rrggbb, unchecked.

    `page_url` and `share_image_url` are absolute, the other addresses may be paths of this site.
    """

    slug: str
    title: str
    artist: str
    description: str
    genre: str
    credits: tuple[Credit, ...]
    cover_url: str
    share_image_url: str
    page_url: str
    accent: str | None
    sound: Sound
    sale: Sale
    place: ChainPlace
    payees: tuple[PayeeShare, ...]


@dataclass(frozen=True)
class DropCard:
    """One line of the list of drops."""

    slug: str
    title: str
    artist: str
    cover_url: str
    sale: Sale


class PageSource(Protocol):
    """Where pages get what they show; the composition root puts one on `app.state.pages`."""

    async def drop_page(self, slug: str, viewer: str | None) -> DropPage:
        """Return the page of one drop; raises a `NotFound` when there is none for this viewer."""

    async def list_pages(self) -> Sequence[DropCard]:
        """Return every drop, newest first."""
