"""What a place answered over HTTP, and the sentence for it when that is no good."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self, TypeVar

from backend.places.errors import PlaceRefused, PlaceUnavailable

LONGEST_WORDS = 300
# Where the services and daemons of this package put the reason of an error.
REASONS = ("error", "message", "Message", "reason", "details", "detail")

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer of any status."""

    place: str
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_success(self) -> bool:
        """Whether the place did what it was asked."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    def check(self) -> Self:
        """Return this answer if it is a success; raise `PlaceUnavailable` or `PlaceRefused`."""
        if not self.is_success:
            raise self.problem()
        return self

    def read_object(self) -> dict[str, Any]:
        """Return the JSON object the place sent; raise `PlaceRefused` for anything else, a web page for one."""
        return self._object(self.content)

    def read_as(self, read: Callable[[dict[str, Any]], Result]) -> Result:
        """Return what `read` makes of the JSON object the place sent; raise `PlaceRefused` when it cannot."""
        try:
            return read(self.read_object())
        except (KeyError, TypeError, ValueError, AttributeError):
            raise unlike_its_kind(self.place) from None

    def read_objects(self) -> list[dict[str, Any]]:
        """Return the JSON objects the place sent, one a line; raise `PlaceRefused` as `read_object` does."""
        return [self._object(line) for line in self.content.splitlines() if line.strip()]

    def problem(self) -> PlaceUnavailable | PlaceRefused:
        """Return the error for this answer: 429 and 5xx pass, anything else does not by itself."""
        words = f"it answered {self.status}" + (f", {self.reason}" if self.reason else "")
        if self.status == HTTPStatus.TOO_MANY_REQUESTS or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return PlaceUnavailable(self.place, words, self._pause_seconds())
        return PlaceRefused(self.place, words)

    def _object(self, content: bytes) -> dict[str, Any]:
        found = _parse(content)
        if not isinstance(found, dict):
            raise unlike_its_kind(self.place)
        return found

    @property
    def reason(self) -> str:
        """What the place says is wrong, in its own words; empty when it says nothing, or in HTML."""
        return find_reason(_parse(self.content))

    def _pause_seconds(self) -> float | None:
        seconds = self.headers.get("Retry-After", "")
        return float(seconds) if seconds.isdecimal() else None


def unlike_its_kind(place: str) -> PlaceRefused:
    """Return the error for an answer of some other kind of place."""
    return PlaceRefused(place, "what it answers is not of the kind that its entry names")


def find_reason(found: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the words of an error as JSON carries them, however deep, or none; at most 300 letters."""
    if isinstance(found, str):
        return " ".join(found.split())[:LONGEST_WORDS].rstrip(".")
    if not isinstance(found, dict):
        return ""
    return ": ".join(filter(None, (find_reason(found.get(key)) for key in REASONS)))[:LONGEST_WORDS]


def _parse(content: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(content)
    except ValueError:
        return None
