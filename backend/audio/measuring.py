"""Measure a mix in one streaming decode."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from av.audio.frame import AudioFrame

from backend.audio.decoding import MAXIMUM_SECONDS, AudioFile, open_audio, read_samples, resample
from backend.audio.envelope import PeakEnvelope
from backend.audio.errors import AudioSilent, AudioTooShort
from backend.audio.loudness import LoudnessMeter
from backend.audio.progress import OnProgress, Progress, ignore_progress
from backend.audio.tempo import OnsetEnvelope

MINIMUM_SECONDS = 1.0
RATE = 48_000  # what ebur128 was designed for; 10 ms are whole samples


@dataclass(frozen=True)
class Measurement:
    """What a page, a player and a token say about a mix.

    `peaks` are 400 values 0..100; `tempo_bpm` is None without a clear beat; loudness is that of the stereo mix.
    """

    duration_seconds: float
    loudness_lufs: float
    tempo_bpm: float | None
    peaks: list[int]
    codec: str
    container: str
    mime_type: str
    sample_rate: int
    channels: int


def measure(
    path: Path, on_progress: OnProgress = ignore_progress, maximum_seconds: float = MAXIMUM_SECONDS
) -> Measurement:
    """Measure the audio in `path`; raises an error of backend.audio.errors when it cannot be published."""
    with open_audio(path, maximum_seconds) as audio:
        listener = _Listener()
        for frame in resample(audio.decode(on_progress), RATE, frame_size=RATE):
            listener.add(frame)
            audio.check_length(listener.seconds)
        audio.check_complete(listener.seconds)
        measurement = listener.conclude(audio)
    Progress(on_progress).finish()
    return measurement


class _Listener:
    """Hears every frame once, in blocks of one second."""

    def __init__(self) -> None:
        self._samples = 0
        self._loudness = LoudnessMeter(RATE)
        self._envelope = PeakEnvelope(RATE)
        self._onsets = OnsetEnvelope(RATE)

    @property
    def seconds(self) -> float:
        return self._samples / RATE

    def add(self, frame: AudioFrame) -> None:
        self._samples += frame.samples
        self._loudness.add(frame)
        samples = read_samples(frame)
        self._envelope.add(samples)
        self._onsets.add(np.asarray((samples[:, 0] + samples[:, 1]) / 2, dtype=np.float32))

    def conclude(self, audio: AudioFile) -> Measurement:
        if self.seconds < MINIMUM_SECONDS:
            raise AudioTooShort(self.seconds, MINIMUM_SECONDS)
        if self._loudness.is_silent:
            raise AudioSilent
        return Measurement(
            duration_seconds=round(self.seconds, 3),
            loudness_lufs=round(self._loudness.integrated_lufs, 1),
            tempo_bpm=self._onsets.tempo_bpm(),
            peaks=self._envelope.peaks(),
            codec=audio.codec,
            container=audio.content.container,
            mime_type=audio.content.mime_type,
            sample_rate=audio.sample_rate,
            channels=audio.channels,
        )
