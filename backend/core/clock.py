"""The only source of time."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
LAST_SECOND = 253_402_300_799  # 9999-12-31, the last day Python can write


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


def write_moment(seconds: int) -> str:
    """Return a time as people read it: "1 March 2026 at 18:00 UTC"."""
    moment = datetime.fromtimestamp(min(seconds, LAST_SECOND), tz=UTC)
    return f"{moment.day} {moment:%B %Y at %H:%M} UTC"
