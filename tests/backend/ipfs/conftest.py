"""A store of its own, a gateway in front of it, and blocks kept in memory."""

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from backend.core.errors import HecticError
from backend.ipfs.errors import ContentMissing
from backend.ipfs.provider import Provider
from backend.ipfs.routes import router
from backend.ipfs.routing_routes import router as routing_router
from backend.ipfs.store import Store
from backend.ipfs.unixfs_node import decode


class MemoryBlocks:
    """Blocks in a dictionary: `put` for what builds them, the two reads for what looks at them."""

    def __init__(self):
        self.by_cid = {}

    def put(self, cid, block):
        self.by_cid[cid] = block

    def read_block(self, cid):
        if cid not in self.by_cid:
            raise ContentMissing(cid)
        return self.by_cid[cid]

    def read_node(self, cid):
        return decode(self.read_block(cid))


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
