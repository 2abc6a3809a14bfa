"""Wait for what the server does with its storage: an audit, a move."""

from collections.abc import Callable
from typing import Any

from scripts._clock import Clock
from scripts._refusal import Refusal
from scripts._screen import Screen

POLL_SECONDS = 1.0
STALLED_SECONDS = 900  # one object may be a gigabyte that is on its way to a slow place


class WorkStalled(Refusal):
    """Nothing moved for long."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label} has not moved for a quarter of an hour: look at `ape run storage status` and the backend's log. "
            "The backend goes on with it in any case."
        )


def await_end(
    ask: Callable[[], dict[str, Any]], say: Callable[[dict[str, Any]], str], label: str, screen: Screen, clock: Clock
) -> dict[str, Any]:
    """Ask until `finished_at` is set and return that answer; `say` puts what is done so far into a note."""
    with screen.progress(label, 1) as advance:
        state, seen, moved_at = ask(), "", clock.now()
        while not state["finished_at"]:
            if (note := say(state)) != seen:
                advance(0, note)
                seen, moved_at = note, clock.now()
            elif clock.now() > moved_at + STALLED_SECONDS:
                raise WorkStalled(label)
            clock.pause(POLL_SECONDS)
            state = ask()
        advance(1, say(state))
    return state
