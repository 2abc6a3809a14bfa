"""Why a request was not let in, or came to nothing."""

from backend.core.errors import Forbidden, HecticError, TooLarge, TooMany, Unavailable

STREAM_WAIT_SECONDS = 60


class Broken(HecticError):
    """Nobody foresaw this; its cause is in the log under the request's id."""

    status = 500

    def __init__(self, request_id: str) -> None:
        super().__init__(
            "Something broke on this server; it was nothing you did. "
            f"Try again, and if it stays so, tell the label this number: {request_id}."
        )


class CrossSite(Forbidden):
    """Another site's page sent a request that changes something."""

    def __init__(self, public_url: str) -> None:
        super().__init__(f"This request came from a page of another site. Open {public_url} and do it there.")


class BodyTooLarge(TooLarge):
    """The body is larger than this address takes."""

    def __init__(self, cap_bytes: int) -> None:
        super().__init__(f"At most {cap_bytes // 1024} KiB can be sent to this address. Send less at once.")


class TooManyRequests(TooMany):
    """One address or session asks too often."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(
            "Too many requests came from your network or your session. Wait a little and try again.", wait_seconds
        )


class TooManyStreams(TooMany):
    """One address has more pages open than it may be told live counts."""

    def __init__(self) -> None:
        super().__init__(
            "Too many pages with a live count are open in your network. The music plays all the same; "
            "close some of them to see it here.",
            STREAM_WAIT_SECONDS,
        )


class NoWatcher(Forbidden):
    """Somebody elsewhere asks for the metrics."""

    def __init__(self) -> None:
        super().__init__("Metrics are told on this machine, or to whoever sends METRICS_TOKEN as a bearer token.")


class DatabaseSilent(Unavailable):
    """The database does not answer."""

    def __init__(self) -> None:
        super().__init__("The database does not answer. Start it, and see DATABASE_URL.")
