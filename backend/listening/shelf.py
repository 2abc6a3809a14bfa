"""The sounds being heard, at hand: what a release has, its files open, and which are worth keeping opened."""

import asyncio
import logging
from collections import Counter, OrderedDict
from dataclasses import dataclass
from typing import TypeVar

from backend.audio.errors import SealBroken
from backend.audio.keyring import Keyring
from backend.catalog.models import FileKind, ReleaseFile
from backend.catalog.repository import CatalogRepository
from backend.catalog.sealed import open_sealed
from backend.core.clock import Clock
from backend.core.db import Database
from backend.ipfs.store import Store
from backend.listening.errors import OpenedFileStrange
from backend.listening.opened import OpenedFiles
from backend.listening.playlists import NAMES, write_playlists
from backend.listening.sounds import OpenedSound, SealedSound, Sound

logger = logging.getLogger(__name__)

T = TypeVar("T")

KIND_OF = {
    "mix": FileKind.MIX,
    "original": FileKind.ORIGINAL,
    **{f"{name}.mp4": kind for kind, name in NAMES.items()},
}
RECORDINGS = {FileKind.ORIGINAL: "original"}  # all else belongs to the mix
FRESH_SECONDS = 10.0
REMEMBERED_RELEASES = 256
OPEN_SOUNDS = 128
HOT_AFTER = 4  # requests: one that only looks at the beginning opens nothing


@dataclass(frozen=True, slots=True)
class ReleaseSounds:
    """What can be heard of a release, by the names in addresses."""

    files: dict[FileKind, ReleaseFile]
    playlists: dict[str, bytes]

    def find_file(self, name: str, recording: str) -> ReleaseFile | None:
        """Return the file a name means in a play of this recording, or `None`."""
        kind = KIND_OF.get(name)
        return self.files.get(kind) if kind and RECORDINGS.get(kind, "mix") == recording else None

    def find_playlist(self, name: str, recording: str) -> bytes | None:
        """Return the playlist a name means in a play of this recording, or `None`."""
        return self.playlists.get(name) if recording == "mix" else None


class SoundShelf:
    """Finds sounds quickly; what it holds is a copy, at most some seconds old."""

    def __init__(self, database: Database, store: Store, keyring: Keyring, opened: OpenedFiles, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._keyring = keyring
        self._opened = opened
        self._clock = clock
        self._releases: OrderedDict[str, tuple[float, ReleaseSounds]] = OrderedDict()
        self._sounds: OrderedDict[str, Sound] = OrderedDict()
        self._names: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._asked: Counter[str] = Counter()
        self._wanted: dict[str, ReleaseFile] = {}
        self._has_wanted = asyncio.Event()

    async def find_release(self, slug: str) -> ReleaseSounds:
        """Return what can be heard of a release."""
        now = self._clock().timestamp()
        until, sounds = self._releases.get(slug, (0.0, None))
        if sounds is None or until <= now:
            if sounds is not None:
                # One looks; the thousands who ask meanwhile have what was there before.
                self._releases[slug] = (now + FRESH_SECONDS, sounds)
            sounds = await self._read_release(slug)
            self._releases[slug] = (now + FRESH_SECONDS, sounds)
            _trim(self._releases, REMEMBERED_RELEASES)
        return sounds

    async def take(self, file: ReleaseFile) -> Sound:
        """Return a file ready to be read; raises ContentMissing, KeyDoesNotOpen or SealBroken."""
        sound = self._sounds.get(file.cid)
        if sound is None:
            sound = await asyncio.to_thread(self._load, file)
            self._sounds[file.cid] = sound
            _trim(self._sounds, OPEN_SOUNDS)
        self._sounds.move_to_end(file.cid)
        if isinstance(sound, SealedSound):
            self._ask_for(file)
        return sound

    def find_opened(self, file: ReleaseFile) -> str | None:
        """Return under which name a file lies opened, or lay some seconds ago; `None` where it does not."""
        now = self._clock().timestamp()
        until, name = self._names.get(file.cid, (0.0, ""))
        if until > now:
            return name
        if self._opened.find(file) is None:
            self._ask_for(file)
            return None
        name = self._opened.name_of(file)
        self._names[file.cid] = (now + FRESH_SECONDS, name)
        _trim(self._names, OPEN_SOUNDS)
        return name

    async def open_next(self) -> None:
        """Wait until a file is worth opening and open it."""
        await self._has_wanted.wait()
        cid, file = self._wanted.popitem()
        try:
            self._sounds[cid] = await asyncio.to_thread(self._open, file)
        except (OSError, SealBroken, OpenedFileStrange):
            # It is heard all the same, deciphered for every listener.
            logger.exception("the %s of %s could not be kept opened", file.kind, file.slug)
        finally:
            self._asked[cid] = 0
            if not self._wanted:
                self._has_wanted.clear()

    async def sweep(self) -> None:
        """Remove opened files nobody will ask for."""
        async with self._database.snapshot() as session:
            current = await CatalogRepository(session).list_sealed_files()
        await asyncio.to_thread(self._opened.sweep, current)

    def _ask_for(self, file: ReleaseFile) -> None:
        self._asked[file.cid] += 1
        if self._asked[file.cid] >= HOT_AFTER and self._opened.fits(file):
            self._wanted[file.cid] = file
            self._has_wanted.set()

    async def _read_release(self, slug: str) -> ReleaseSounds:
        async with self._database.snapshot() as session:
            repository = CatalogRepository(session)
            files, fragments = await repository.list_files(slug), await repository.list_fragments(slug)
        current = {kind: parts for kind, parts in fragments.items() if kind in files and files[kind].cid == parts.cid}
        playlists = {name: text.encode() for name, text in write_playlists(current).items()}
        return ReleaseSounds({kind: file for kind, file in files.items() if file.wrapped_key}, playlists)

    def _load(self, file: ReleaseFile) -> Sound:
        path = self._opened.find(file)
        try:
            return OpenedSound(path, file.size) if path else SealedSound(file, self._store, self._keyring)
        except (FileNotFoundError, OpenedFileStrange):
            return SealedSound(file, self._store, self._keyring)

    def _open(self, file: ReleaseFile) -> OpenedSound:
        path = self._opened.add(file, open_sealed(file, self._store, self._keyring))
        return OpenedSound(path, file.size)


def _trim(held: OrderedDict[str, T], limit: int) -> None:
    while len(held) > limit:
        held.popitem(last=False)
