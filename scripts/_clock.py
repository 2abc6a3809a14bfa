"""Time, as the scripts wait for things."""

import time


class Clock:
    """The machine's own clock."""

    def now(self) -> float:
        """Return the time in unix seconds."""
        return time.time()

    def pause(self, seconds: float) -> None:
        """Do nothing for a while."""
        time.sleep(seconds)
