"""Integrated loudness (EBU R 128, ITU-R BS.1770-4) by FFmpeg's `ebur128` filter."""

from collections.abc import Iterator
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

SILENCE_LUFS = -70.0  # BS.1770's absolute gate: what is quieter does not count


class LoudnessMeter:
    """Takes stereo float frames of one rate, in order."""

    def __init__(self, rate: int) -> None:
        self.integrated_lufs = SILENCE_LUFS
        self._graph = Graph()
        source = self._graph.add_abuffer(sample_rate=rate, format="flt", layout="stereo", time_base=Fraction(1, rate))
        meter = self._graph.add("ebur128", "metadata=1:framelog=quiet")
        self._graph.link_nodes(source, meter, self._graph.add("abuffersink")).configure()

    @property
    def is_silent(self) -> bool:
        """Whether nothing so far passed the absolute gate."""
        return not self.integrated_lufs > SILENCE_LUFS

    def add(self, frame: AudioFrame) -> None:
        """Listen to one more frame."""
        self._graph.push(frame)
        for measured in self._measured():
            loudness = measured.metadata.get("lavfi.r128.I")
            self.integrated_lufs = self.integrated_lufs if loudness is None else float(loudness)

    def _measured(self) -> Iterator[AudioFrame]:
        while True:
            try:
                frame = self._graph.pull()
            except av.BlockingIOError:
                return
            if isinstance(frame, AudioFrame):
                yield frame
