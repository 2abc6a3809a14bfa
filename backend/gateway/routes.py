"""The gateway: what this label keeps, by content address, as files or as blocks. Nothing is fetched from elsewhere."""

from itertools import chain
from typing import Any

from fastapi import APIRouter, Request, Response, status
from fastapi.responses import StreamingResponse

from backend.core.problems import problems
from backend.gateway import media_types
from backend.gateway.answers import CROSS_ORIGIN, PREFLIGHT, Conditions, answer_get, answer_head
from backend.gateway.dependencies import ConditionHeaders, PathDependency, QueryParameters
from backend.gateway.negotiation import CAR_TYPE, RAW_TYPE
from backend.gateway.public_route import PublicRoute
from backend.gateway.service import serve
from backend.gateway.serving import Redirect, Served
from backend.ipfs.dependencies import StoreDependency

router = APIRouter(prefix="/ipfs", tags=["gateway"], route_class=PublicRoute)

BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
FORMS = dict.fromkeys((media_types.UNKNOWN, media_types.HTML, RAW_TYPE, CAR_TYPE), BYTES)
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file, the page of a directory, a block or an archive", "content": FORMS},
    206: {"description": "The part of the file or block asked for", "content": {media_types.UNKNOWN: BYTES}},
    301: {"description": "The directory, whose address ends in a slash"},
    304: {"description": "The content the client already has"},
    **problems(400, 404, 406, 412, 416, 422, 500),
}
HEAD_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The headers of the content"},
    301: ANSWERS[301],
    304: ANSWERS[304],
    **problems(400, 404, 406, 412, 422, 500),
}


# These are plain functions, and so are the bodies: the framework runs both on threads, away from the event loop.
@router.get("/{path:path}", responses=ANSWERS, response_class=Response)
def read_content(
    request: Request, store: StoreDependency, path: PathDependency, query: QueryParameters, conditions: ConditionHeaders
) -> Response:
    """Send a file, the part of it that `Range` names, the page of a directory, a block or an archive."""
    served = serve(store, path, query, conditions)
    if isinstance(served, Redirect):
        return _redirect(served, request)
    return _send(served, conditions)


@router.head("/{path:path}", responses=HEAD_ANSWERS, response_class=Response)
def measure_content(
    request: Request, store: StoreDependency, path: PathDependency, query: QueryParameters, conditions: ConditionHeaders
) -> Response:
    """Send the headers of what GET would send."""
    served = serve(store, path, query, conditions)
    if isinstance(served, Redirect):
        return _redirect(served, request)
    answer = answer_head(served.content, conditions)
    # A plain response without a length would say that it is zero.
    return StreamingResponse(iter(()), answer.status, answer.headers)


@router.options("/{path:path}", status_code=status.HTTP_204_NO_CONTENT, include_in_schema=False)  # noqa: FAST003 - all paths alike
async def allow_other_sites(response: Response) -> None:
    """Tell browsers that pages of any site may read these public bytes."""
    response.headers.update(PREFLIGHT)


def _redirect(redirect: Redirect, request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {**CROSS_ORIGIN, **redirect.headers, "Location": redirect.location + query}
    return Response(status_code=status.HTTP_301_MOVED_PERMANENTLY, headers=headers)


def _send(served: Served, conditions: Conditions) -> Response:
    answer = answer_get(served.content, conditions)
    if answer.body is None:
        return Response(status_code=answer.status, headers=answer.headers)
    chunks = served.read(answer.body)
    # A beginning that is damaged is still answered with a sentence; later damage can only break the connection.
    beginning = next(chunks, b"")
    if len(beginning) == answer.body.length:
        return Response(beginning, answer.status, answer.headers)
    return StreamingResponse(chain((beginning,), chunks), answer.status, answer.headers)
