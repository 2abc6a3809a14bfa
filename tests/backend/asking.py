"""Asking routes over HTTP, without a port."""

from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from backend.app import add_problem_handlers


@asynccontextmanager
async def opened_client(router, **state):
    """Open a client of an application that has some routes and, as its state, what they ask for."""
    app = FastAPI()
    app.include_router(router)
    add_problem_handlers(app)
    for name, value in state.items():
        setattr(app.state, name, value)
    url = state["settings"].public_url
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=url) as client:
        client.app = app
        yield client
