"""Who provides what this label keeps: this gateway, over HTTP (IPFS Delegated Routing V1 HTTP API)."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from backend.core.problems import problems
from backend.gateway import provider
from backend.gateway.answers import CROSS_ORIGIN
from backend.gateway.dependencies import ProviderDependency
from backend.gateway.inline_cid import GatewayBlocks, parse_any
from backend.gateway.public_route import PublicRoute
from backend.ipfs.dependencies import StoreDependency
from backend.ipfs.errors import ForeignCid
from backend.ipfs.store import Store

# What is kept stays for long; what is not kept may be published in a moment.
FOUND = "public, max-age=300, stale-while-revalidate=172800, stale-if-error=172800"
NOT_FOUND = "public, max-age=15, stale-while-revalidate=172800, stale-if-error=172800"

router = APIRouter(prefix="/routing/v1", tags=["gateway"], route_class=PublicRoute)


@router.get("/providers/{cid}", responses=problems(400, 422), response_class=Response)
def list_providers(
    store: StoreDependency,
    itself: ProviderDependency,
    cid: str,
    filter_addrs: Annotated[str | None, Query(alias="filter-addrs")] = None,
    filter_protocols: Annotated[str | None, Query(alias="filter-protocols")] = None,
    accept: Annotated[str, Header()] = "",
) -> Response:
    """Name this gateway for what it keeps; anything else has no providers here (IPIP-513)."""
    records = itself.list_records(filter_addrs, filter_protocols) if _is_kept(store, cid) else []
    is_streamed = provider.NDJSON_TYPE in accept.lower()
    headers = {**CROSS_ORIGIN, "Cache-Control": FOUND if records else NOT_FOUND, "Vary": "Accept"}
    if is_streamed:
        return Response(provider.write_ndjson(records), headers=headers, media_type=provider.NDJSON_TYPE)
    return Response(provider.write_json(records), headers=headers, media_type=provider.JSON_TYPE)


def _is_kept(store: Store, cid: str) -> bool:
    try:
        return GatewayBlocks(store).has(parse_any(cid))
    except ForeignCid:
        return False
