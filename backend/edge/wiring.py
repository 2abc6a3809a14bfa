"""Put the edge around an application."""

from fastapi import FastAPI

from backend.core.config import Settings
from backend.edge.headers import SecurityHeaders
from backend.edge.meter import Meter
from backend.edge.requests import RequestLog


def add_edge(app: FastAPI, settings: Settings) -> None:
    """Have every request pass the edge: the last that is added is the first a request meets."""
    app.state.meter = Meter()
    app.add_middleware(RequestLog, meter=app.state.meter)
    app.add_middleware(SecurityHeaders, is_secure=settings.has_secure_cookies)
