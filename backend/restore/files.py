"""Write what is inside a release's objects as plain files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from backend.audio.sealing import SealedReader
from backend.catalog.archive import ArchivedFile, ReleaseArchive
from backend.ipfs.cid import RAW, Cid
from backend.ipfs.errors import InvalidName
from backend.ipfs.listing import list_entries
from backend.ipfs.reading import FileReader
from backend.ipfs.store import Store
from backend.ipfs.traversal import MAX_BLOCKS

CHUNK_BYTES = 1024**2
EXTENSIONS = {
    "audio/aac": ".aac",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
}


def write_release(archive: ReleaseArchive, store: Store, folder: Path) -> list[Path]:
    """Write every file of a checked release into the empty `folder`, and return where they are."""
    written = [_write_file(archive, file, store, folder) for file in archive.files]
    for name, cid in (("metadata", archive.metadata_cid), ("numbered", archive.numbered_cid)):
        if cid:
            _write_directory(Cid.parse(cid), store, folder / name)
            written.append(folder / name)
    return written


def _write_file(archive: ReleaseArchive, file: ArchivedFile, store: Store, folder: Path) -> Path:
    path = folder / f"{file.kind}{EXTENSIONS.get(file.mime_type, '.bin')}"
    stored = store.open(Cid.parse(file.cid))
    if file.seal is None:
        return _write(path, _read(stored))
    key = bytes.fromhex(archive.secrets.content_keys[file.kind])
    opened = SealedReader(stored.read_at, stored.size, key, file.seal.associated_data.encode())
    return _write(path, opened.stream(0, opened.size))


def _write_directory(directory: Cid, store: Store, folder: Path) -> None:
    folder.mkdir()
    for entry in list_entries(store, directory, MAX_BLOCKS, MAX_BLOCKS).entries:
        if entry.name in ("", ".", "..") or set(entry.name) & set("/\\\0"):
            raise InvalidName(entry.name)
        if entry.cid.codec == RAW or store.read_node(entry.cid).is_file:
            _write(folder / entry.name, _read(store.open(entry.cid)))
        else:
            _write_directory(entry.cid, store, folder / entry.name)


def _read(file: FileReader) -> Iterator[bytes]:
    return (file.read_at(offset, CHUNK_BYTES) for offset in range(0, file.size, CHUNK_BYTES))


def _write(path: Path, pieces: Iterable[bytes]) -> Path:
    with path.open("wb") as target:
        target.writelines(pieces)
    return path
