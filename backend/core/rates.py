"""How often somebody may do something. In the memory of one process, and bounded whoever asks."""

import time
from collections import OrderedDict
from collections.abc import Callable

MINUTE_SECONDS = 60.0
MOST_NAMES = 100_000


class RateBook:
    """So many times a minute for each name, spread evenly or all at once (GCRA, ITU-T I.371): one number a name."""

    def __init__(
        self, per_minute: int, clock: Callable[[], float] = time.monotonic, most_names: int = MOST_NAMES
    ) -> None:
        """Grant without limit when `per_minute` is 0."""
        self._step_seconds = MINUTE_SECONDS / per_minute if per_minute else 0.0
        self._clock = clock
        self._most_names = most_names
        # When the name would have used up what it was granted, had it kept to an even pace.
        self._paid_until: OrderedDict[str, float] = OrderedDict()

    def take(self, name: str) -> float:
        """Grant one more and return 0, or return the seconds to wait for it."""
        if not self._step_seconds:
            return 0.0
        now = self._clock()
        paid_until = max(now, self._paid_until.get(name, now)) + self._step_seconds
        wait_seconds = paid_until - now - MINUTE_SECONDS
        if wait_seconds > 0:
            return wait_seconds
        self._paid_until[name] = paid_until
        self._paid_until.move_to_end(name)
        if len(self._paid_until) > self._most_names:
            self._paid_until.popitem(last=False)
        return 0.0
