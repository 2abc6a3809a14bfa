"""Every request has an id, one line in the log and a place in the counters, also when nobody caught its error."""

import logging
import re
from http import HTTPStatus
from secrets import token_hex
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.core.logging import name_work
from backend.edge.answering import answer_error
from backend.edge.errors import Broken
from backend.edge.meter import Meter

logger = logging.getLogger(__name__)

REQUEST_ID = b"x-request-id"
# What others send is written into the log and into headers.
SANE_ID = re.compile(rb"[A-Za-z0-9_-]{8,64}")
NEW_ID_BYTES = 8
# Nobody waited for the answer: the code nginx has for it.
CLIENT_GONE = 499
NO_ROUTE = "none"
# Thousands a second: the audit has each play, the counters have each request.
SOUND = "/hear"
LINE = "%(method)s %(route)s %(status)d in %(milliseconds)s ms, %(sent_bytes)d bytes, to %(client)s"


class RequestLog:
    """Stands around everything else."""

    def __init__(self, app: ASGIApp, meter: Meter) -> None:
        self._app = app
        self._meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and write down what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = choose_id(scope)
        name_work(request_id)
        answer = Answer(send, request_id)
        try:
            await self._app(scope, receive, answer.send)
        except Exception:
            # An answer that has begun can only be broken off, which the server does and logs.
            if answer.status != CLIENT_GONE:
                raise
            logger.exception("a request failed")
            await answer_error(Broken(request_id), scope, receive, answer.send)
        finally:
            self._record(scope, answer)

    def _record(self, scope: Scope, answer: "Answer") -> None:
        method, route = scope["method"], find_route(scope)
        seconds = perf_counter() - answer.began
        self._meter.count(method, route, answer.status, seconds, answer.sent_bytes)
        level = logging.DEBUG if route.startswith(SOUND) and answer.status < HTTPStatus.BAD_REQUEST else logging.INFO
        if not logger.isEnabledFor(level):
            return
        fields = {
            "method": method,
            "route": route,
            "status": answer.status,
            "milliseconds": round(1000 * seconds, 1),
            "sent_bytes": answer.sent_bytes,
            "client": (scope.get("client") or (None,))[0],
        }
        logger.log(level, LINE, fields, extra=fields)


class Answer:
    """What is sent back: tells the id, remembers the status and counts the bytes."""

    __slots__ = ("_id", "_send", "began", "sent_bytes", "status")

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._id = (REQUEST_ID, request_id.encode())
        self.began = perf_counter()
        self.status = CLIENT_GONE
        self.sent_bytes = 0

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message.get("headers", ()), self._id]}
        else:
            self.sent_bytes += len(message.get("body", b""))
        await self._send(message)


def choose_id(scope: Scope) -> str:
    """Return the id a proxy gave the request, when it is fit to be logged, or a new one."""
    for name, value in scope["headers"]:
        if name == REQUEST_ID and SANE_ID.fullmatch(value):
            return str(value, "ascii")
    return token_hex(NEW_ID_BYTES)


def find_route(scope: Scope) -> str:
    """Name the route without what varies in it: tickets open something, and addresses are without end."""
    route = scope.get("route")
    if route is not None:
        return str(route.path)
    # Plain ASGI below the application: what is mounted has taken its place from the path, a route has all of it.
    place = scope.get("root_path") or (scope["path"] if "endpoint" in scope else NO_ROUTE)
    names = {value: f"{{{name}}}" for name, value in scope.get("path_params", {}).items()}
    return "/".join(names.get(segment, segment) for segment in place.split("/"))
