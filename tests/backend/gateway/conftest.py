"""The gateway in front of a store of its own."""

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from backend.core.errors import HecticError
from backend.gateway.provider import Provider
from backend.gateway.routes import router
from backend.gateway.routing_routes import router as routing_router
from backend.ipfs.store import Store
from tests.backend.ipfs.memory_blocks import MemoryBlocks


async def answer_error(_request, error):
    """Stand in for the handler of the whole application, which this package does not know."""
    return JSONResponse({"title": error.title(), "detail": error.sentence}, error.status, headers=error.headers)


@pytest.fixture
def blocks():
    return MemoryBlocks()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def app(store):
    app = FastAPI()
    app.state.store = store
    app.state.provider = Provider.at("https://label.test")
    app.include_router(router)
    app.include_router(routing_router)
    app.add_exception_handler(HecticError, answer_error)
    return app


@pytest.fixture
async def gateway(app):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://label.test") as client:
        yield client
