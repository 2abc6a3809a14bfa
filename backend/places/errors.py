"""What can go wrong between this label and the places that keep its copies."""

from backend.core.errors import HecticError, Unavailable


class PlaceUnavailable(Unavailable):
    """A place cannot be asked now; asking again later may work."""

    def __init__(self, place: str, reason: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(f"{place} cannot be asked now: {reason}. It is asked again by itself.")
        self.retry_after_seconds = retry_after_seconds


class PlaceRefused(HecticError):
    """A place answered, and said no."""

    status = 502

    def __init__(self, place: str, words: str) -> None:
        super().__init__(f"{place} refuses: {words}. Check its entry in PINNING_PLACES and your account there.")


class CidDiffers(HecticError):
    """A place made another object of what it was sent."""

    status = 502

    def __init__(self, place: str, expected: object, found: object) -> None:
        super().__init__(
            f"{place} answered {found} for {expected}, so this copy does not count. "
            "Use a place that takes archives as they are."
        )


class BlockAbsent(HecticError):
    """A place does not have a block it should have."""

    status = 502

    def __init__(self, place: str, cid: object) -> None:
        super().__init__(f"{place} does not have {cid}. It is brought there again by itself.")
