"""An application of a few routes behind the real edge."""

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from backend.app import add_problem_handlers
from backend.chain.contracts import Contracts, Deployment
from backend.core.clock import utc_now
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.edge.routes import router
from backend.edge.wiring import add_edge
from backend.listening.board import PlayBoard

DEPLOYMENT = Deployment(chain_id=31337, label="0x" + "1a" * 20, start_block=1)
SECRET_CAUSE = "the secret cause"
SENTENCE = "There is no such drop."


class Sound:
    """Plain ASGI, as `/hear` is: only one ticket opens it."""

    async def __call__(self, scope, receive, send):
        is_open = scope["path"] == "/hear/ticket-of-a-fan/mix"
        await PlainTextResponse("sound", 200 if is_open else 403)(scope, receive, send)


def create_application(settings, clock=utc_now, quick=()):
    app = FastAPI()
    app.state.settings, app.state.database = settings, Database(settings.database_url)
    app.state.clock, app.state.contracts = clock, Contracts(DEPLOYMENT, {})
    app.state.board = PlayBoard(app.state.database, clock)
    app.include_router(router)
    add_problem_handlers(app)
    add_reading_routes(app)
    add_writing_routes(app)
    add_edge(app, settings, quick)
    return app


def add_reading_routes(app):
    @app.get("/api/drops/{slug}")
    async def read_drop(slug: str):
        if slug == "broken":
            raise RuntimeError(SECRET_CAUSE)
        if slug == "missing":
            raise NotFound(SENTENCE)
        return {"slug": slug}

    @app.get("/page")
    async def show_page():
        return HTMLResponse("<p>Hello", headers={"Content-Security-Policy": "default-src 'self'"})

    @app.get("/worker.js")
    async def read_worker():
        return HTMLResponse("", media_type="text/javascript")

    @app.get("/public")
    async def read_public():
        return HTMLResponse("", headers={"Access-Control-Allow-Origin": "*"})

    app.router.routes.append(Route("/hear/{ticket}/{name}", Sound()))
    app.router.routes.append(Route("/api/drops/{slug}/listeners", PlainTextResponse("data: 1")))

    @app.get("/stream")
    async def stream():
        async def pieces():
            yield b"first"
            raise RuntimeError(SECRET_CAUSE)

        return StreamingResponse(pieces())


def add_writing_routes(app):
    @app.post("/api/words")
    @app.put("/api/releases/{slug}/audio")
    async def count_body(request: Request):
        return {"received": len(await request.body())}

    @app.post("/api/lists")
    async def count_list(words: list[str]):
        return {"received": len(words)}


def visit(app, address="203.0.113.9"):
    """Return a client elsewhere: what is limited is limited for others than this machine."""
    transport = httpx.ASGITransport(app, client=(address, 4711))
    return httpx.AsyncClient(transport=transport, base_url="http://label.test")


@pytest.fixture
async def app(settings, clock):
    app = create_application(settings, clock)
    yield app
    await app.state.database.close()


@pytest.fixture
async def client(app):
    async with visit(app) as client:
        yield client
