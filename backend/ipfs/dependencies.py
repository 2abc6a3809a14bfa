"""The store of this application."""

from typing import Annotated, cast

from fastapi import Depends, Request

from backend.ipfs.store import Store


# Asynchronous, though it waits for nothing: the framework would run it on a thread of its own.
async def get_store(request: Request) -> Store:
    """Return the store the composition root put on `app.state`."""
    return cast("Store", request.app.state.store)


StoreDependency = Annotated[Store, Depends(get_store)]
