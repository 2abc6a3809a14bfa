"""Answer before the application does, in the application's own words."""

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from backend.core.errors import HecticError


async def answer_error(error: HecticError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with an error: a page for a person, a problem for a program."""
    answer = scope["app"].exception_handlers[HecticError]
    response = await answer(Request(scope, receive), error)
    await response(scope, receive, send)
