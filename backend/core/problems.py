"""How errors cross HTTP: `application/problem+json` (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel

PROBLEM_MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What went wrong, in a sentence a person can act on."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Declare to OpenAPI which errors a route answers with."""
    return {
        status: {
            "model": Problem,
            "description": HTTPStatus(status).phrase,
            "content": {PROBLEM_MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
        }
        for status in statuses
    }
