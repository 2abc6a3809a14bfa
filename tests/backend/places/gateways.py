"""The gateway of a service in front of what it keeps: ours, which is one."""

import httpx
from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.gateway.routes import router
from backend.places.gateway_reader import GatewayReader
from backend.places.web import Web


def open_gateway(name, store):
    app = FastAPI()
    app.state.store = store
    app.include_router(router)
    add_problem_handlers(app)
    return GatewayReader(name, Web(name, "https://gateway.test", transport=httpx.ASGITransport(app=app)))
