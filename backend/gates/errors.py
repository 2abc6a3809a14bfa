"""Why a gate cannot be asked."""

from backend.core.errors import NotFound


class MixMissing(NotFound):
    """There is no drop, or nothing sealed to play."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no mix to play at “{slug}”. Check the address, or publish it first.")
