"""The tree of errors a person may meet; each owns its status and its sentence (RFC 9457)."""

import re
from math import ceil


class HecticError(Exception):
    """An error whose sentence may be shown to whoever caused it."""

    status = 500

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.headers: dict[str, str] = {}

    @classmethod
    def title(cls) -> str:
        """Name the kind of error in words: `ReleaseMissing` is "Release missing"."""
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()
        return words.capitalize()

    @classmethod
    def kind(cls) -> str:
        """Name the kind of error in a URL: `ReleaseMissing` is "release-missing"."""
        return cls.title().lower().replace(" ", "-")


class Invalid(HecticError):
    """What was sent breaks a rule the sender can keep."""

    status = 422


class Unauthenticated(HecticError):
    """Nobody is signed in."""

    status = 401


class PaymentRequired(HecticError):
    """Something must be paid first."""

    status = 402


class Forbidden(HecticError):
    """Whoever is signed in may not do this."""

    status = 403


class NotFound(HecticError):
    """There is no such thing."""

    status = 404


class Conflict(HecticError):
    """The state of things does not allow this now."""

    status = 409


class TooLarge(HecticError):
    """More was sent than is taken."""

    status = 413


class UnsupportedMedia(HecticError):
    """The file is of a kind this label does not read."""

    status = 415


class RangeNotSatisfiable(HecticError):
    """The range asked for lies outside the file (RFC 9110 §15.5.17)."""

    status = 416


class TooMany(HecticError):
    """Somebody asks more often than one may; after `wait_seconds` it may work."""

    status = 429

    def __init__(self, sentence: str, wait_seconds: float) -> None:
        super().__init__(sentence)
        self.headers = {"Retry-After": str(max(1, ceil(wait_seconds)))}


class Unavailable(HecticError):
    """Something this depends on does not answer; asking again later may work."""

    status = 503
