"""Hear a mix: whether one may, and its bytes, opened segment by segment."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response, status
from fastapi.responses import StreamingResponse

from backend.audio.sealing import SealedReader
from backend.catalog.dependencies import KeyringDependency, Slug
from backend.catalog.models import ReleaseFile
from backend.catalog.sealed import open_sealed
from backend.core.byte_range import ByteRange, parse
from backend.core.problems import problems
from backend.identity.dependencies import ViewerDependency
from backend.ipfs.dependencies import StoreDependency
from backend.listening.dependencies import ListeningDependency
from backend.listening.schemas import Quality

router = APIRouter(prefix="/api/releases/{slug}", tags=["listening"])

RangeHeader = Annotated[str | None, Header(alias="Range")]
HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",  # a stale copy would outlive the edition it was granted for
    "X-Content-Type-Options": "nosniff",
}
SOUND: dict[str, Any] = {"audio/mp4": {"schema": {"type": "string", "format": "binary"}}}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The whole mix", "content": SOUND},
    206: {"description": "The part of the mix asked for", "content": SOUND},
    **problems(401, 403, 404, 416, 422),
}


@router.get("/mix", responses=ANSWERS, response_class=StreamingResponse)
async def play_mix(
    slug: Slug,
    viewer: ViewerDependency,
    listening: ListeningDependency,
    store: StoreDependency,
    keyring: KeyringDependency,
    quality: Quality = Quality.MIX,
    wanted: RangeHeader = None,
) -> Response:
    """Send the full mix, or the part of it that `Range` names, to a holder."""
    file = await listening.open_mix(slug, viewer, quality)
    return _send(file, await asyncio.to_thread(open_sealed, file, store, keyring), wanted)


@router.head("/mix", responses=problems(401, 403, 404, 422), response_class=Response)
async def measure_mix(
    slug: Slug,
    viewer: ViewerDependency,
    listening: ListeningDependency,
    store: StoreDependency,
    keyring: KeyringDependency,
    quality: Quality = Quality.MIX,
) -> Response:
    """Send the headers of the full mix to a holder."""
    file = await listening.open_mix(slug, viewer, quality)
    reader = await asyncio.to_thread(open_sealed, file, store, keyring)
    return Response(headers=HEADERS | {"Content-Length": str(reader.size)}, media_type=file.mime_type)


def _send(file: ReleaseFile, reader: SealedReader, wanted: str | None) -> Response:
    part = parse(wanted, reader.size)
    body = part or ByteRange(0, reader.size)
    headers = HEADERS | {"Content-Length": str(body.length)}
    if part is None:
        code = status.HTTP_200_OK
    else:
        code, headers["Content-Range"] = status.HTTP_206_PARTIAL_CONTENT, part.content_range(reader.size)
    return StreamingResponse(reader.stream(body.start, body.stop), code, headers, file.mime_type)
