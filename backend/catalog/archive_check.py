"""What must hold before a release of another server becomes one of this server's. Blocking."""

from collections.abc import Iterator

from backend.audio.errors import SealBroken
from backend.audio.sealing import SealedReader
from backend.catalog.archive import FORMAT, ArchivedFile, ReleaseArchive
from backend.catalog.archive_rows import RENDITIONS, REQUIRED, SEALED, seal_of
from backend.catalog.errors import (
    ArchiveOfAnother,
    FilesDiffer,
    FormatUnknown,
    KeyDiffers,
    ObjectMissing,
    SealDiffers,
    SizeDiffers,
)
from backend.catalog.repository import METADATA_PIN, NUMBERED_PIN, pin_name
from backend.ipfs.cid import Cid
from backend.ipfs.store import Store


def check_archive(slug: str, archive: ReleaseArchive, store: Store) -> None:
    """Raise the first thing that is wrong: another format or release, an object not here, a key that does not fit."""
    if archive.format != FORMAT:
        raise FormatUnknown(archive.format, FORMAT)
    if archive.slug != slug:
        raise ArchiveOfAnother(archive.slug, slug)
    _check_kinds(archive)
    kept = set(store.pins())
    for name, cid in list_roots(archive):
        if cid not in kept:
            raise ObjectMissing(cid, name)
    for file in archive.files:
        _check_file(archive, file, store)


def list_roots(archive: ReleaseArchive) -> Iterator[tuple[str, Cid]]:
    """Yield the name and the address of every object the release needs."""
    for file in archive.files:
        yield pin_name(archive.slug, file.kind), Cid.parse(file.cid)
    yield pin_name(archive.slug, METADATA_PIN), Cid.parse(archive.metadata_cid)
    if archive.numbered_cid:
        yield pin_name(archive.slug, NUMBERED_PIN), Cid.parse(archive.numbered_cid)


def _check_kinds(archive: ReleaseArchive) -> None:
    """Each file is there once, with a key where it is sealed, and with its fragments where it has some."""
    kinds = [file.kind for file in archive.files]
    wanted = {*REQUIRED, *(kind for kind in RENDITIONS if kind in kinds)}
    fragmented = {file.kind for file in archive.files if file.fragments}
    if (
        sorted(kinds) != sorted(wanted)
        or set(archive.secrets.content_keys) != wanted & {*SEALED}
        or fragmented != wanted & {*RENDITIONS}
    ):
        raise FilesDiffer(archive.slug)


def _check_file(archive: ReleaseArchive, file: ArchivedFile, store: Store) -> None:
    if file.seal != seal_of(archive.slug, file.kind):
        raise SealDiffers(file.kind)
    stored = store.open(Cid.parse(file.cid))
    size = stored.size
    if file.seal:
        key = bytes.fromhex(archive.secrets.content_keys[file.kind])
        try:
            size = SealedReader(stored.read_at, stored.size, key, file.seal.associated_data.encode()).size
        except SealBroken as error:
            raise KeyDiffers(file.kind) from error
    if size != file.size:
        raise SizeDiffers(file.kind, size, file.size)
    if file.fragments and file.fragments.size != file.size:
        raise SizeDiffers(file.kind, size, file.fragments.size)
