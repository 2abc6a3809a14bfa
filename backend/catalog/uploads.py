"""Take a file from the network to the disk, never whole in memory."""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from backend.catalog.errors import UploadCut, UploadEmpty, UploadTooLarge

BUFFER_BYTES = 1024**2
LIMIT_BYTES = {"audio": 2 * 1024**3, "cover": 25 * 1024**2}


@dataclass(frozen=True)
class Upload:
    """A file that arrived whole and is on disk under a temporary name."""

    path: Path
    size: int
    sha256: str


class Uploads:
    """The private folder uploads wait in until they are sealed."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    @asynccontextmanager
    async def receive(self, kind: str, chunks: AsyncIterator[bytes], announced: int | None) -> AsyncIterator[Upload]:
        """Have `chunks` on disk for the length of a block; what is not kept by its end is deleted.

        Raises `UploadEmpty`, `UploadTooLarge` or `UploadCut`.
        """
        limit = LIMIT_BYTES[kind]
        if announced is not None and announced > limit:
            raise UploadTooLarge(kind, limit)
        handle, name = tempfile.mkstemp(dir=self._directory, suffix=".part")
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as sink:
                upload = await _write(kind, sink, path, chunks, limit)
            _check_whole(kind, upload.size, announced)
            yield upload
        finally:
            path.unlink(missing_ok=True)  # noqa: ASYNC240 - one entry of one directory

    def keep(self, slug: str, upload: Upload) -> Path:
        """Give an upload of a release its final name: the digest of its content."""
        path = self.path_of(slug, upload.sha256)
        path.parent.mkdir(exist_ok=True)
        upload.path.replace(path)
        return path

    def path_of(self, slug: str, sha256: str) -> Path:
        """Return where the upload of a release with this digest is, or would be."""
        return self._directory / slug / sha256

    def discard(self, slug: str) -> None:
        """Delete every upload of a release."""
        shutil.rmtree(self._directory / slug, ignore_errors=True)


async def _write(kind: str, sink: BinaryIO, path: Path, chunks: AsyncIterator[bytes], limit: int) -> Upload:
    digest, size, buffer = hashlib.sha256(), 0, bytearray()
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise UploadTooLarge(kind, limit)
        buffer += chunk
        if len(buffer) >= BUFFER_BYTES:
            await asyncio.to_thread(_flush, sink, digest, bytes(buffer))
            buffer.clear()
    await asyncio.to_thread(_flush, sink, digest, bytes(buffer))
    sink.flush()
    await asyncio.to_thread(os.fsync, sink.fileno())
    return Upload(path, size, digest.hexdigest())


def _flush(sink: BinaryIO, digest: "hashlib._Hash", content: bytes) -> None:
    digest.update(content)
    sink.write(content)


def _check_whole(kind: str, size: int, announced: int | None) -> None:
    if size == 0:
        raise UploadEmpty(kind)
    if announced is not None and size != announced:
        raise UploadCut(kind, size, announced)
