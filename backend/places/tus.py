"""Send an archive in pieces and go on where it broke off (tus 1.0.0, https://tus.io/protocols/resumable-upload)."""

from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus

import httpx

from backend.ipfs.archive import Archive
from backend.places.answer import unlike_its_kind
from backend.places.streaming import stream
from backend.places.web import Web

VERSION = {"Tus-Resumable": "1.0.0"}
PIECE_TYPE = {"Content-Type": "application/offset+octet-stream"}
PIECE_BYTES = 16 * 1024 * 1024


async def create_upload(place: str, web: Web, url: str, size: int, fields: Mapping[str, str]) -> str:
    """Announce `size` bytes and return the address to send them to."""
    metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in fields.items())
    headers = {**VERSION, "Upload-Length": str(size), "Upload-Metadata": metadata}
    answer = (await web.ask("POST", url, headers=headers)).check()
    if "Location" not in answer.headers:
        raise unlike_its_kind(place)
    return str(httpx.URL(url).join(answer.headers["Location"]))


async def find_progress(web: Web, upload: str) -> tuple[int, bool] | None:
    """Return how many bytes arrived and whether they are all, or `None` when the upload is not known any more."""
    answer = await web.ask("HEAD", upload, headers=VERSION)
    if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return None
    headers = answer.check().headers
    offset = headers.get("Upload-Offset", "0")
    return int(offset), offset == headers.get("Upload-Length")


async def send(web: Web, upload: str, archive: Archive, offset: int) -> None:
    """Send everything from `offset` on."""
    async for piece in _cut(archive, offset):
        headers = {**VERSION, **PIECE_TYPE, "Upload-Offset": str(offset)}
        (await web.ask("PATCH", upload, content=piece, headers=headers)).check()
        offset += len(piece)


async def _cut(archive: Archive, offset: int) -> AsyncIterator[bytes]:
    piece = bytearray()
    async for chunk in stream(archive.chunks()):
        skipped = min(offset, len(chunk))
        offset -= skipped
        piece += chunk[skipped:]
        while len(piece) >= PIECE_BYTES:
            yield bytes(piece[:PIECE_BYTES])
            del piece[:PIECE_BYTES]
    if piece:
        yield bytes(piece)
