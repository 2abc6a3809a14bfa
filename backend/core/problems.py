"""How errors cross HTTP: `application/problem+json` (RFC 9457)."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel

PROBLEM_MEDIA_TYPE = "application/problem+json"
SUBJECT = re.compile("^(Value error, |(Input|String) (?=should))")
WORDS: Mapping[str, str] = {
    "missing": "is missing: send it too",
    "string_pattern_mismatch": "is not written as it should be: copy it again",
    "string_unicode": "holds a character that is no text: write it anew",
    "int_parsing_size": "is too large a number: write a smaller one",
    "model_attributes_type": "should be an object with named fields",
    "union_tag_invalid": "should be of one of these kinds: {expected_tags}",
    "union_tag_not_found": "should name its kind",
}
"""What is said of a field where Pydantic speaks of itself."""
NO_JSON = "The request is not written as JSON: check its quotation marks, commas and brackets."


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


def describe_invalid(errors: Sequence[Any]) -> tuple[str | None, str]:
    """Return the field and the sentence of the first thing that is wrong with a request."""
    first = errors[0]
    if first["type"] == "json_invalid":
        return None, NO_JSON
    # A part that is no name is one of the forms that were tried: whoever asks has not heard of it.
    path = [str(part) for part in first["loc"][1:] if isinstance(part, int) or part.isidentifier()]
    field = ".".join(path) or None
    words = WORDS.get(first["type"])
    message = words.format(**first.get("ctx", {})) if words else SUBJECT.sub("", first["msg"])
    return field, f"{field or 'The request'}: {message}."
