"""Why a mix is not played."""

from pathlib import Path

from backend.core.errors import Forbidden, HecticError, NotFound, TooMany


class AccessDenied(Forbidden):
    """The wallet that is signed in does not open this mix."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class MixMissing(NotFound):
    """There is no drop, or nothing sealed to play."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no mix to play at “{slug}”. Check the address, or publish it first.")


class TicketRefused(Forbidden):
    """The address is forged, or belongs to another browser."""

    def __init__(self) -> None:
        super().__init__("This address plays only where it was made. Open the mix's page and press play there.")


class PlayEnded(Forbidden):
    """The play was stopped, taken over, not renewed, or its token moved."""

    def __init__(self) -> None:
        super().__init__("This play has ended. Press play again to go on listening.")


class RippingSeen(TooMany):
    """A play fetches more than anybody can listen to."""

    def __init__(self, pause_seconds: int) -> None:
        super().__init__(
            "This play fetches far faster than it can be heard, so it pauses. "
            f"Go on in {pause_seconds} seconds; the label sees that this happened.",
            wait_seconds=pause_seconds,
        )


class SoundMissing(NotFound):
    """A play has no such sound."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no “{name}” to hear in this play. Press play on the mix's page again.")


class OpenedFileStrange(HecticError):
    """An opened file is not as this backend wrote it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is not as it was written. Empty the folder of opened files.")


class TooManyAnswers(TooMany):
    """One play fetches over more connections than any player opens."""

    def __init__(self) -> None:
        super().__init__("This play is being fetched over many connections at once. Wait for one to end.", 1)
