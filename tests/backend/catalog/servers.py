"""Two servers of one label: a release is prepared on the first and travels to the second."""

import io
from dataclasses import dataclass
from types import SimpleNamespace

from eth_utils.address import to_checksum_address

from backend.audio.keyring import Keyring, create_content_key
from backend.audio.sealing import sealing_stream
from backend.catalog.fingerprint import fingerprint, release_key
from backend.catalog.models import FileKind, Fragments, Recording, Release, ReleaseFile
from backend.catalog.repository import CatalogRepository
from backend.catalog.sealed import associated_data, open_sealed
from backend.chain.events import ChainEvent, Header
from backend.core.db import Database
from backend.ipfs.store import Store

SLUG = "night-bus"
SOUND = bytes(range(256)) * 600
PICTURE = b"\xff\xd8\xff a picture"
LABEL = to_checksum_address("0x" + "1a" * 20)
DROP = to_checksum_address("0x" + "d7" * 20)
BLOCK = 42
HEAD_BYTES = 600
RENDITIONS = (FileKind.HLS_AAC, FileKind.HLS_OPUS)
METADATA = {"contract.json": b"{}", "1": b'{"name":"Night Bus #1"}'}


@dataclass
class Server:
    """What the application of one server stands on."""

    database: Database
    store: Store
    keyring: Keyring

    async def save(self, *rows):
        async with self.database.transaction() as session:
            for row in rows:
                await CatalogRepository(session).save(row)

    async def read_release(self):
        async with self.database.snapshot() as session:
            repository = CatalogRepository(session)
            return await repository.find_release(SLUG), await repository.list_files(SLUG)

    async def read_fragments(self):
        async with self.database.snapshot() as session:
            return await CatalogRepository(session).list_fragments(SLUG)

    def hear(self, file):
        reader = open_sealed(file, self.store, self.keyring)
        return reader.read(0, reader.size)

    def copy_objects(self, other, but=()):
        """Take the objects of another server, as an import does."""
        for root in other.store.pins():
            if str(root) not in but:
                self.store.import_car(io.BytesIO(b"".join(other.store.open_archive(root).chunks())), root)

    def _add_file(self, kind, content):
        if kind not in (FileKind.MIX, FileKind.ORIGINAL, *RENDITIONS):
            return self.store.add_file(io.BytesIO(content)), None
        key = create_content_key()
        sealed = sealing_stream(io.BytesIO(content), key, associated_data(SLUG, kind))
        return self.store.add_file(sealed), self.keyring.wrap(key)

    def add_file(self, kind, content, source):
        node, wrapped = self._add_file(kind, content)
        return ReleaseFile(
            slug=SLUG,
            kind=kind,
            source_sha256=source,
            cid=str(node.cid),
            size=len(content),
            mime_type="image/jpeg" if source == "c" * 64 else "audio/mp4",
            accent="#c02040" if source == "c" * 64 else None,
            wrapped_key=wrapped,
        )

    async def prepare(self, manifest, clock, drop=None):
        """Have a release as a preparation leaves it; its drop is on chain when it has one."""
        await self.save(*self.make_release(manifest, clock(), drop))

    def make_release(self, manifest, now, drop=None):
        """Return the rows of a prepared release: itself, its recording, its files, where its renditions are cut."""
        metadata = self.store.add_directory(METADATA)
        release = Release(
            slug=SLUG,
            key=release_key(SLUG),
            manifest=manifest,
            created_at=now,
            audio_sha256="a" * 64,
            audio_size=len(SOUND),
            cover_sha256="c" * 64,
            cover_size=len(PICTURE),
            metadata_digest="0x" + metadata.cid.digest.hex(),
            prepared_from=fingerprint(manifest, "a" * 64, "c" * 64, "http://label.test"),
            drop_address=drop,
            drop_block=drop and BLOCK,
        )
        sounds = [
            self.add_file(kind, SOUND + kind.encode(), "a" * 64)
            for kind in (FileKind.PREVIEW, FileKind.MIX, FileKind.ORIGINAL, *RENDITIONS)
        ]
        pictures = (
            self.add_file(kind, PICTURE + kind.encode(), "c" * 64) for kind in (FileKind.COVER, FileKind.THUMBNAIL)
        )
        return [release, _record(), *sounds, *pictures, *map(_cut, sounds[-len(RENDITIONS) :])]


def _cut(rendition):
    pieces = [[rendition.size - HEAD_BYTES - 1000, 6.0], [1000, 0.5]]
    return Fragments(slug=SLUG, kind=rendition.kind, cid=rendition.cid, head_bytes=HEAD_BYTES, pieces=pieces)


def _record():
    return Recording(
        slug=SLUG,
        audio_sha256="a" * 64,
        duration_seconds=60.5,
        loudness_lufs=-9.1,
        tempo_bpm=None,
        peaks=[1, 100],
        mime_type="audio/wav",
        preview_start_seconds=10,
        preview_seconds=45,
        preview_peaks=[100],
    )


class LoggedLabel:
    """A node that knows the owner, and the block in which the label created its drop."""

    def __init__(self, owner):
        self.owner = owner
        self.rights = 0
        self.created = None

    async def call(self, _to, data):
        return self.rights.to_bytes(32) if data[0] == "rights_of" else bytes(12) + bytes.fromhex(self.owner[2:])

    async def find_header(self, number):
        return Header(number, "0xb", "0xa") if number == BLOCK else None

    async def logs_of_block(self, _hash, addresses):
        return [self.created] if self.created and addresses == [LABEL] else []


def create_contracts():
    return SimpleNamespace(chain_id=31337, label=LABEL, encode=lambda _, *call: call, decode=lambda log: log)


def create_drop(metadata_digest, slug=SLUG):
    """Return what the label logs when it creates the drop of a release."""
    arguments = {"drop": DROP, "release": release_key(slug), "terms": {"metadata": metadata_digest}}
    return ChainEvent("DropCreated", LABEL, arguments, BLOCK, "0xb", "0xc", 0)
