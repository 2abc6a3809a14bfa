"""Archives as streams: read in threads, so that disk and hashes hold up nothing else."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from io import RawIOBase

from backend.ipfs.archive import Archive

CAR_MEDIA_TYPE = "application/vnd.ipld.car"


async def stream(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Yield what a blocking iterator yields."""
    while chunk := await asyncio.to_thread(next, chunks, b""):
        yield chunk


@dataclass(frozen=True, slots=True)
class Form:
    """An upload of one archive with a few fields before it (multipart/form-data, RFC 7578); its length is known."""

    headers: Mapping[str, str]
    body: AsyncIterator[bytes]


def make_form(archive: Archive, fields: Mapping[str, str]) -> Form:
    """Write an archive as the field `file` of a form."""
    boundary = secrets.token_hex()
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{fields[key]}\r\n' for key in fields]
    disposition = f'form-data; name="file"; filename="{archive.root}.car"'
    parts.append(f"--{boundary}\r\nContent-Disposition: {disposition}\r\nContent-Type: {CAR_MEDIA_TYPE}\r\n\r\n")
    before, after = "".join(parts).encode(), f"\r\n--{boundary}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(before) + archive.size + len(after)),
    }
    return Form(headers, _surround(before, archive, after))


async def _surround(before: bytes, archive: Archive, after: bytes) -> AsyncIterator[bytes]:
    yield before
    async for chunk in stream(archive.chunks()):
        yield chunk
    yield after


class ArchiveFile(RawIOBase):
    """An archive as a file that is read once from start to end, for libraries that want one."""

    def __init__(self, archive: Archive) -> None:
        self._chunks = archive.chunks()
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` with what comes next, perhaps not to its end; 0 at the end of the archive."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
