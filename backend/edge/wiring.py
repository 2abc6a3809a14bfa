"""Put the edge around an application."""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.routing import Route

from backend.core.config import Settings
from backend.core.rates import RateBook
from backend.edge.bodies import BodyCap
from backend.edge.gauges import Gauges
from backend.edge.headers import SecurityHeaders
from backend.edge.limiting import RateLimit
from backend.edge.meter import Meter
from backend.edge.origins import OriginCheck
from backend.edge.requests import RequestLog
from backend.edge.shortcut import Shortcut
from backend.edge.streams import StreamLimit


def add_edge(app: FastAPI, settings: Settings, quick: Sequence[Route] = ()) -> None:
    """Have every request pass the edge: the last that is added is the first a request meets.

    What goes to a `quick` route is written down and given headers, and passes nothing else.
    """
    meter = Meter()
    app.state.gauges = Gauges(meter.registry)
    requests, sign_ins = RateBook(settings.requests_per_minute), RateBook(settings.sign_ins_per_minute)
    app.add_middleware(BodyCap)
    app.add_middleware(OriginCheck, public_url=settings.public_url)
    app.add_middleware(StreamLimit, most=settings.streams_per_address)
    app.add_middleware(RateLimit, requests=requests, sign_ins=sign_ins)
    app.add_middleware(Shortcut, routes=quick)
    app.add_middleware(RequestLog, meter=meter)
    app.add_middleware(SecurityHeaders, is_secure=settings.has_secure_cookies)
