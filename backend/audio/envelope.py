"""How loud each moment of a mix is, for drawing it."""

from array import array

import numpy as np
from numpy.typing import NDArray

PEAK_COUNT = 400
PEAK_MAXIMUM = 100
HOPS_PER_SECOND = 100


class PeakEnvelope:
    """The highest sample of every 10 ms: four bytes each, 8.6 MB for six hours."""

    def __init__(self, rate: int) -> None:
        self._hop = rate // HOPS_PER_SECOND
        self._peaks = array("f")

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take samples of shape (frames, channels), -1..1; a rest shorter than 10 ms is left out."""
        hops = len(samples) // self._hop
        cut = np.abs(samples[: hops * self._hop]).reshape(hops, self._hop * samples.shape[1])
        # Decoders overshoot, and a damaged packet blasts: full scale is as loud as it is drawn.
        self._peaks.extend(cut.max(axis=1).clip(max=1.0).tolist())

    def peaks(self, count: int = PEAK_COUNT) -> list[int]:
        """Return `count` values 0..100: the mean peak of each part of the mix, the loudest part being 100.

        The mean rather than the highest peak: in a mastered mix every few seconds have a peak near full scale.
        """
        means = _means(np.frombuffer(self._peaks, dtype=np.float32), count)
        loudest = means.max() or 1.0
        return [round(float(mean)) for mean in means / loudest * PEAK_MAXIMUM]


def _means(values: NDArray[np.float32], count: int) -> NDArray[np.float64]:
    """Average `values` over `count` parts of equal length, whose borders may lie within a value."""
    sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    borders = np.linspace(0, len(values), count + 1)
    return np.diff(np.interp(borders, np.arange(len(sums)), sums)) / max(len(values) / count, 1e-9)
