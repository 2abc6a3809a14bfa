"""The HTTP application: settings, then clients, then routes."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from backend.core.errors import HecticError
from backend.core.problems import PROBLEM_MEDIA_TYPE, Problem


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error as `application/problem+json` (RFC 9457)."""
    app.add_exception_handler(HecticError, _answer_hectic_error)
    app.add_exception_handler(RequestValidationError, _answer_validation_error)
    app.add_exception_handler(HTTPException, _answer_http_exception)


async def _answer_hectic_error(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the handler's signature
    if not isinstance(error, HecticError):
        raise error
    problem = Problem(
        type=f"/problems/{error.kind()}",
        title=error.title(),
        status=error.status,
        detail=error.sentence,
        field=error.field,
    )
    return _render(problem, error.headers)


async def _answer_validation_error(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the handler's signature
    if not isinstance(error, RequestValidationError):
        raise error
    field, sentence = _describe(error.errors())
    problem = Problem(type="/problems/invalid", title="Invalid", status=422, detail=sentence, field=field)
    return _render(problem)


async def _answer_http_exception(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the handler's signature
    if not isinstance(error, HTTPException):
        raise error
    title = HTTPStatus(error.status_code).phrase
    problem = Problem(
        type="about:blank", title=title, status=error.status_code, detail=f"{title}. Check the address and the method."
    )
    return _render(problem, error.headers)


def _describe(errors: Sequence[Any]) -> tuple[str | None, str]:
    """Return the field and the sentence of the first thing that is wrong."""
    first = errors[0]
    path = [str(part) for part in first["loc"][1:] if part != "body"]
    field = ".".join(path) or None
    message = first["msg"].removeprefix("Value error, ")
    return field, f"{field or 'The request'}: {message}."


def _render(problem: Problem, headers: Any = None) -> Response:  # noqa: ANN401 - a mapping or nothing, as Starlette has it
    return JSONResponse(
        problem.model_dump(exclude_none=True), problem.status, headers=headers, media_type=PROBLEM_MEDIA_TYPE
    )
