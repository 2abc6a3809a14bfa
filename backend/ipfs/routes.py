"""The path gateway: what this label keeps, by content address. Nothing is fetched from elsewhere."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response, status
from fastapi.responses import StreamingResponse

from backend.core.byte_range import ByteRange
from backend.core.problems import problems
from backend.ipfs import media_types
from backend.ipfs.cid import Cid
from backend.ipfs.dependencies import StoreDependency
from backend.ipfs.gateway import PREFLIGHT, Conditions, Content, answer_get, answer_head
from backend.ipfs.reading import FileReader
from backend.ipfs.store import Store

CHUNK_BYTES = 256 * 1024

router = APIRouter(prefix="/ipfs", tags=["gateway"])

ConditionHeaders = Annotated[Conditions, Header()]

BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {media_types.UNKNOWN: BYTES}},
    206: {"description": "The part of the file asked for", "content": {media_types.UNKNOWN: BYTES}},
    304: {"description": "The file the client already has"},
    **problems(400, 404, 416, 422, 500),
}
HEAD_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The headers of the file"},
    304: ANSWERS[304],
    **problems(400, 404, 422, 500),
}


# These are plain functions, and so are the bodies: the framework runs both on threads, away from the event loop.
@router.get("/{cid}", responses=ANSWERS, response_class=Response)
def read_file(store: StoreDependency, conditions: ConditionHeaders, cid: str) -> Response:
    """Send a file, or the part of it that `Range` names."""
    return _send(store, store.resolve(Cid.parse(cid), ""), "", conditions)


@router.get("/{cid}/{path:path}", responses=ANSWERS, response_class=Response)
def read_file_in_directory(store: StoreDependency, conditions: ConditionHeaders, cid: str, path: str) -> Response:
    """Send a file of a directory, or the part of it that `Range` names."""
    return _send(store, store.resolve(Cid.parse(cid), path), path, conditions)


@router.head("/{cid}", responses=HEAD_ANSWERS, response_class=Response)
def measure_file(store: StoreDependency, conditions: ConditionHeaders, cid: str) -> Response:
    """Send the headers of a file."""
    return _send_headers(store, store.resolve(Cid.parse(cid), ""), "", conditions)


@router.head("/{cid}/{path:path}", responses=HEAD_ANSWERS, response_class=Response)
def measure_file_in_directory(store: StoreDependency, conditions: ConditionHeaders, cid: str, path: str) -> Response:
    """Send the headers of a file of a directory."""
    return _send_headers(store, store.resolve(Cid.parse(cid), path), path, conditions)


@router.options("/{path:path}", status_code=status.HTTP_204_NO_CONTENT, include_in_schema=False)  # noqa: FAST003 - all paths alike
async def allow_other_sites(response: Response) -> None:
    """Tell browsers that pages of any site may read these public bytes."""
    response.headers.update(PREFLIGHT)


def _send(store: Store, cid: Cid, path: str, conditions: Conditions) -> Response:
    reader = store.open(cid)
    answer = answer_get(_describe(store, reader, path), conditions)
    if answer.body is None:
        return Response(status_code=answer.status, headers=answer.headers)
    return StreamingResponse(_read_chunks(reader, answer.body), answer.status, answer.headers)


def _send_headers(store: Store, cid: Cid, path: str, conditions: Conditions) -> Response:
    answer = answer_head(_describe(store, store.open(cid), path), conditions)
    return Response(status_code=answer.status, headers=answer.headers)


def _describe(store: Store, reader: FileReader, path: str) -> Content:
    media_type = media_types.detect(store.read_beginning(reader.cid), PurePosixPath(path).name)
    return Content(str(reader.cid), reader.size, media_type)


def _read_chunks(reader: FileReader, part: ByteRange) -> Iterator[bytes]:
    for offset in range(part.start, part.stop, CHUNK_BYTES):
        yield reader.read_at(offset, min(CHUNK_BYTES, part.stop - offset))
