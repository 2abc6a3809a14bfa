"""What a gateway request names, and where the gateway itself is."""

from typing import Annotated, cast

from fastapi import Depends, Header, Path, Query, Request

from backend.gateway import negotiation
from backend.gateway.answers import Conditions
from backend.gateway.content_path import ContentPath
from backend.gateway.provider import Provider


# Asynchronous, though they wait for nothing: the framework would run each of them on a thread of its own.
async def get_provider(request: Request) -> Provider:
    """Return what the composition root says of this gateway's own address."""
    return cast("Provider", request.app.state.provider)


async def read_content_path(
    request: Request,
    path: Annotated[str, Path(description="A CID, and the names that lead down from it")],  # noqa: ARG001 - for OpenAPI
) -> ContentPath:
    """Read the path as it was sent: decoded, a slash inside a name cannot be told from one between names."""
    sent = request.scope["raw_path"].decode("ascii", "replace")
    return ContentPath.parse(sent.partition("/ipfs/")[2])


ProviderDependency = Annotated[Provider, Depends(get_provider)]
PathDependency = Annotated[ContentPath, Depends(read_content_path)]
ConditionHeaders = Annotated[Conditions, Header()]
QueryParameters = Annotated[negotiation.Query, Query()]
