"""Encode what is heard: a preview for everyone, a rendition of the whole mix for who holds an edition.

Both are AAC-LC in MP4, the one pair that every browser plays and seeks, with the index first (faststart).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from numpy.typing import NDArray

from backend.audio.decoding import AudioFile, open_audio, read_samples, resample
from backend.audio.progress import OnProgress, Progress, ignore_progress

PREVIEW_SECONDS = 45.0
PREVIEW_BITS_PER_SECOND = 128_000
RENDITION_BITS_PER_SECOND = 192_000
ENCODED_MIME_TYPE = "audio/mp4"
FADE_IN_SECONDS = 0.5
FADE_OUT_SECONDS = 1.5


def find_preview_start(duration_seconds: float, seconds: float = PREVIEW_SECONDS) -> float:
    """Return where a preview starts: at one third, when a mix has found its groove; at 0 when it would not fit."""
    return max(0.0, min(duration_seconds / 3, duration_seconds - seconds))


def encode_preview(path: Path, out_path: Path, start_seconds: float, seconds: float = PREVIEW_SECONDS) -> None:
    """Write `seconds` of the mix from `start_seconds` on, or what there is, faded at both ends."""
    with open_audio(path) as audio:
        rate = _choose_rate(audio.sample_rate)
        cut = _cut(audio, rate, start_seconds, seconds)
    with _encoding_mp4(out_path, rate, PREVIEW_BITS_PER_SECOND) as mp4:
        mp4.encode(_frames(_faded(cut, rate), rate))


def encode_rendition(path: Path, out_path: Path, on_progress: OnProgress = ignore_progress) -> None:
    """Write the whole mix, streaming; raises AudioBroken when it does not decode to its end."""
    with open_audio(path) as audio:
        rate = _choose_rate(audio.sample_rate)
        with _encoding_mp4(out_path, rate, RENDITION_BITS_PER_SECOND) as mp4:
            encoded = mp4.encode(resample(audio.decode(on_progress), rate, "fltp"))
            audio.check_complete(encoded / rate)
    Progress(on_progress).finish()


class _Mp4:
    """An MP4 file with one AAC stream."""

    def __init__(self, container: OutputContainer, rate: int, bits_per_second: int) -> None:
        self._container = container
        self._stream: AudioStream = container.add_stream("aac", rate=rate, layout="stereo")
        self._stream.bit_rate = bits_per_second

    def encode(self, frames: Iterator[AudioFrame]) -> int:
        """Encode all `frames`; return how many samples of one channel they had."""
        samples = 0
        for frame in frames:
            samples += frame.samples
            self._container.mux(self._stream.encode(frame))
        self._container.mux(self._stream.encode(None))
        return samples


@contextmanager
def _encoding_mp4(out_path: Path, rate: int, bits_per_second: int) -> Iterator[_Mp4]:
    with written_mp4(out_path, {"movflags": "+faststart"}) as container:
        yield _Mp4(container, rate, bits_per_second)


@contextmanager
def written_mp4(out_path: Path, options: dict[str, str]) -> Iterator[OutputContainer]:
    """Open an MP4 to write; `out_path` gets its name only when the file is complete and on the disk."""
    part = out_path.with_name(f"{out_path.name}.part")
    plain = {"fflags": "+bitexact"}  # no clock and no version in the bytes
    try:
        with av.open(str(part.resolve()), "w", format="mp4", options=plain | options) as container:
            yield container
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(out_path)
    finally:
        part.unlink(missing_ok=True)


def _choose_rate(source_rate: int) -> int:
    return 44_100 if source_rate % 11_025 == 0 else 48_000


def _cut(audio: AudioFile, rate: int, start_seconds: float, seconds: float) -> NDArray[np.float32]:
    """Return samples of shape (frames, 2); a minute of them takes 23 MB."""
    begins_at, frames = audio.decode_from(start_seconds)
    begin = max(0, round((start_seconds - begins_at) * rate))
    end = begin + round(seconds * rate)
    blocks: list[NDArray[np.float32]] = []
    for frame in resample(frames, rate, frame_size=rate):
        blocks.append(read_samples(frame))
        if len(blocks) * rate >= end:
            break
    return np.concatenate(blocks)[begin:end]


def _faded(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    seconds = np.arange(len(samples)) / rate
    longest = len(samples) / rate / 4
    rising = seconds / min(FADE_IN_SECONDS, longest)
    falling = seconds[::-1] / min(FADE_OUT_SECONDS, longest)
    gain = np.minimum(rising, falling).clip(max=1.0)
    return samples * gain[:, np.newaxis].astype(np.float32)


def _frames(samples: NDArray[np.float32], rate: int) -> Iterator[AudioFrame]:
    for start in range(0, len(samples), rate):
        block = np.ascontiguousarray(samples[start : start + rate].T)
        frame = AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        yield frame
