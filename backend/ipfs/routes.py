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
from backend.ipfs.gateway import PREFLIGHT, Answer, Conditions, Content, answer_get, answer_head
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
    **problems(400, 404, 416, 500),
}
HEAD_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The headers of the file"},
    304: ANSWERS[304],
    **problems(400, 404, 500),
}


# These are plain functions, and so are the bodies: the framework runs both on threads, away from the event loop.
@router.get("/{cid}", responses=ANSWERS, response_class=Response)
def read_file(store: StoreDependency, conditions: ConditionHeaders, cid: str) -> Response:
    """Send a file, or the part of it that `Range` names."""
    return _send(_open(store, cid), "", conditions)


@router.get("/{cid}/{path:path}", responses=ANSWERS, response_class=Response)
def read_file_in_directory(store: StoreDependency, conditions: ConditionHeaders, cid: str, path: str) -> Response:
    """Send a file of a directory, or the part of it that `Range` names."""
    return _send(_open(store, cid, path), path, conditions)


@router.head("/{cid}", responses=HEAD_ANSWERS, response_class=Response)
def measure_file(store: StoreDependency, conditions: ConditionHeaders, cid: str) -> Response:
    """Send the headers of a file."""
    return _without_body(answer_head(_describe(_open(store, cid), ""), conditions))


@router.head("/{cid}/{path:path}", responses=HEAD_ANSWERS, response_class=Response)
def measure_file_in_directory(store: StoreDependency, conditions: ConditionHeaders, cid: str, path: str) -> Response:
    """Send the headers of a file of a directory."""
    return _without_body(answer_head(_describe(_open(store, cid, path), path), conditions))


@router.options("/{path:path}", status_code=status.HTTP_204_NO_CONTENT, include_in_schema=False)  # noqa: FAST003 - all paths alike
async def allow_other_sites(response: Response) -> None:
    """Tell browsers that pages of any site may read these public bytes."""
    response.headers.update(PREFLIGHT)


def _open(store: Store, cid: str, path: str = "") -> FileReader:
    return store.open(store.resolve(Cid.parse(cid), path))


def _describe(reader: FileReader, path: str) -> Content:
    sample = reader.read_at(0, media_types.SAMPLE_BYTES)
    return Content(str(reader.cid), reader.size, media_types.detect(sample, PurePosixPath(path).name))


def _send(reader: FileReader, path: str, conditions: Conditions) -> Response:
    answer = answer_get(_describe(reader, path), conditions)
    if answer.body is None:
        return _without_body(answer)
    return StreamingResponse(_read_chunks(reader, answer.body), answer.status, answer.headers)


def _without_body(answer: Answer) -> Response:
    return Response(status_code=answer.status, headers=answer.headers)


def _read_chunks(reader: FileReader, part: ByteRange) -> Iterator[bytes]:
    for offset in range(part.start, part.stop, CHUNK_BYTES):
        yield reader.read_at(offset, min(CHUNK_BYTES, part.stop - offset))
