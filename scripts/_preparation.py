"""Wait while the backend prepares a release: decode, measure, cut, seal, pin."""

from typing import Any

from scripts._backend import Backend
from scripts._clock import Clock
from scripts._refusal import Refusal
from scripts._screen import Advance, Screen

POLL_SECONDS = 0.5
STALLED_SECONDS = 900  # an hour of audio moves the bar every few seconds
BAR_STEPS = 1000


class PreparationFailed(Refusal):
    """The backend could not prepare the release, and says why."""

    def __init__(self, field: str | None, problem: str) -> None:
        super().__init__(f"{field}: {problem}" if field else problem)


class PreparationStalled(Refusal):
    """The preparation does not move any more."""

    def __init__(self, stage: str) -> None:
        super().__init__(
            f"The preparation has been at “{stage}” for a quarter of an hour: look at the backend's log, "
            "then run this again."
        )


def await_preparation(backend: Backend, slug: str, screen: Screen, clock: Clock) -> str:
    """Start the preparation of a release, wait for its end, and return the digest of what it made."""
    state = backend.start_preparation(slug)
    with screen.progress("Preparing", BAR_STEPS) as advance:
        watch = _Watch(advance, clock)
        while state["status"] != "done":
            if state["status"] == "failed":
                raise PreparationFailed(state.get("field"), state["problem"])
            watch.show(state)
            clock.pause(POLL_SECONDS)
            state = backend.get_preparation(slug)
        watch.show(state | {"progress": 1})
    return str(state["metadata_digest"])


class _Watch:
    """Draws the progress and notices when there is none."""

    def __init__(self, advance: Advance, clock: Clock) -> None:
        self._advance = advance
        self._clock = clock
        self._seen = (0, "")
        self._moved_at = clock.now()

    def show(self, state: dict[str, Any]) -> None:
        seen = (int(state["progress"] * BAR_STEPS), state["stage"])
        if seen != self._seen:
            self._moved_at = self._clock.now()
        elif self._clock.now() > self._moved_at + STALLED_SECONDS:
            raise PreparationStalled(state["stage"])
        self._advance(seen[0] - self._seen[0], state["stage"])
        self._seen = seen
