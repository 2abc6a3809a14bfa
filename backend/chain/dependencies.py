"""The node and the contracts, as routes ask for them; the composition root puts them on `app.state`."""

from typing import Annotated, cast

from fastapi import Depends, Request

from backend.chain.contracts import Contracts
from backend.chain.node import Node


async def get_node(request: Request) -> Node:
    """Return the node this application asks."""
    return cast("Node", request.app.state.node)


async def get_contracts(request: Request) -> Contracts:
    """Return the contracts of this label."""
    return cast("Contracts", request.app.state.contracts)


NodeDependency = Annotated[Node, Depends(get_node)]
ContractsDependency = Annotated[Contracts, Depends(get_contracts)]
