"""Why a mix is not played."""

from backend.core.errors import Forbidden, NotFound


class AccessDenied(Forbidden):
    """The wallet that is signed in does not open this mix."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class MixMissing(NotFound):
    """There is no drop, or nothing sealed to play."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no mix to play at “{slug}”. Check the address, or publish it first.")
