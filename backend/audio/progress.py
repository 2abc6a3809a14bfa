"""How far a long piece of work has come, told no more often than anyone can see."""

from collections.abc import Callable

OnProgress = Callable[[float], None]
"""Called with the fraction done, 0 to 1; may raise to stop the work."""

STEP = 0.01  # a listener may write to a database


def ignore_progress(fraction: float) -> None:
    """Tell nobody."""


class Progress:
    """Pass on growth in steps of one hundredth."""

    def __init__(self, on_progress: OnProgress) -> None:
        self._on_progress = on_progress
        self._told = 0.0

    def reach(self, fraction: float) -> None:
        """Tell that `fraction` is done, if that is news."""
        if fraction - self._told >= STEP:
            self._tell(fraction)

    def finish(self) -> None:
        """Tell that everything is done."""
        self._tell(1.0)

    def _tell(self, fraction: float) -> None:
        self._told = min(fraction, 1.0)
        self._on_progress(self._told)
