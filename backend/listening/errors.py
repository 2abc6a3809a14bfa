"""Why a mix is not played."""

from collections.abc import Sequence
from pathlib import Path

from backend.core.errors import Conflict, Forbidden, HecticError, NotFound, TooMany, Unavailable

NAMED_TOKENS = 3


class AccessDenied(Forbidden):
    """The wallet that is signed in does not open this mix."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class TokenInUse(Conflict):
    """Every token that opens the mix for this listener is playing for somebody else."""

    def __init__(self, token_ids: Sequence[int]) -> None:
        names = ", ".join(f"#{token_id}" for token_id in sorted(token_ids)[:NAMED_TOKENS])
        more = " and more" if len(token_ids) > NAMED_TOKENS else ""
        verb = "is" if len(token_ids) == 1 else "are"
        super().__init__(
            f"{names}{more} {verb} being listened to by another account that may use it. "
            "One edition plays for one account at a time: try again when they stop."
        )


class TokenMoved(Conflict):
    """The token left its holder while play was pressed."""

    def __init__(self, token_id: int) -> None:
        super().__init__(f"#{token_id} has just changed hands. Press play again to see whether you may still listen.")


class PlayingElsewhere(Conflict):
    """The account pressed play in another window or on another device."""

    def __init__(self) -> None:
        super().__init__("You are listening in another place now. Press play to listen here instead.")


class PlayMissing(NotFound):
    """There is no such play."""

    def __init__(self, play_id: str) -> None:
        super().__init__(f"There is no play “{play_id}”. The record of plays lists those there are.")


class ReceiptMissing(NotFound):
    """The play stood on no token."""

    def __init__(self) -> None:
        super().__init__("This play was granted without a token, so there is nothing to give a receipt for.")


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


class StreamsFull(Unavailable):
    """As many pages are told how many listen as this server can tell."""

    def __init__(self) -> None:
        super().__init__("Too many pages are open for a live count. The music plays all the same.")
        self.headers = {"Retry-After": "60"}
