"""Open an audio file and decode it once, from start to end, in bounded memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import chain, groupby
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from numpy.typing import NDArray

from backend.audio.containers import Content, identify
from backend.audio.errors import (
    AudioEmpty,
    AudioTooLong,
    CodecUnsupported,
    EndMissing,
    HeaderBroken,
    NotAudio,
    PacketsBroken,
    SecondsMissing,
    ShapeUnsupported,
)
from backend.audio.progress import OnProgress, Progress, ignore_progress

MAXIMUM_SECONDS = 6 * 3600.0
SAMPLE_RATES = range(8_000, 384_001)  # outside it a file is an attack on the resampler rather than music
CHANNELS = range(1, 9)
NO_SOUND = "no sound"
CODECS = frozenset({"aac", "alac", "flac", "mp3", "opus", "vorbis"})
PCM = frozenset({"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"})
DECODERS = CODECS | PCM | {"mp3float"}
# A damaged rip may lose a packet here and there; a mix that lost more is not what the DJ exported.
MISSING_SHARE = 0.02
MISSING_SECONDS = 0.5
MICROSECONDS = 1_000_000
SEEK_MARGIN_SECONDS = 1.0  # codecs need a few frames before they sound right (Opus: 80 ms)


class AudioFile:
    """An open audio file of an accepted kind; use `open_audio`."""

    def __init__(self, path: Path, content: Content, container: InputContainer, maximum_seconds: float) -> None:
        self.content = content
        self._size = path.stat().st_size
        self._container = container
        self._stream = _find_stream(container)
        self._packets = 0
        self._undecodable = 0
        self._maximum_seconds = maximum_seconds
        self.check_length(self.declared_seconds or 0.0)

    @property
    def codec(self) -> str:
        """FFmpeg's name of the codec, such as "flac" or "pcm_s16le"."""
        return self._stream.codec_context.codec.canonical_name

    @property
    def sample_rate(self) -> int:
        """Samples per second of one channel, as stored."""
        return self._stream.codec_context.sample_rate

    @property
    def channels(self) -> int:
        """Number of channels, as stored."""
        return self._stream.codec_context.channels

    @property
    def declared_seconds(self) -> float | None:
        """The length the file states, None when it states none or only an estimate is possible."""
        stream = self._stream
        if not self.content.states_duration or stream.duration is None or stream.time_base is None:
            return None
        return float(stream.duration * stream.time_base)

    def decode(self, on_progress: OnProgress = ignore_progress) -> Iterator[AudioFrame]:
        """Yield frames as they are stored; what cannot be decoded is counted and left out."""
        progress = Progress(on_progress)
        for packet in self._demux():
            progress.reach((packet.pos or 0) / self._size)
            self._packets += 1
            try:
                frames = packet.decode()
            except av.FFmpegError:
                self._undecodable += 1
                continue
            yield from frames

    def decode_from(self, seconds: float) -> tuple[float, Iterator[AudioFrame]]:
        """Return frames from shortly before `seconds` on, or from the start, and the second they begin at."""
        self._seek(seconds)
        frames = self.decode()
        first = next(frames, None)
        if first is None:
            raise EndMissing
        return (first.time or 0.0) - self._start_seconds, chain((first,), frames)

    def check_length(self, seconds: float) -> None:
        """Raise AudioTooLong when `seconds` are more than one release may last."""
        if seconds > self._maximum_seconds:
            raise AudioTooLong(self._maximum_seconds)

    def check_complete(self, decoded_seconds: float) -> None:
        """Compare what was decoded with what the file promised; raises AudioEmpty or AudioBroken."""
        if decoded_seconds == 0 and self._undecodable == 0:
            raise AudioEmpty
        declared = self.declared_seconds or 0.0
        if declared - decoded_seconds > max(MISSING_SECONDS, MISSING_SHARE * declared):
            raise SecondsMissing(decoded_seconds, declared)
        if self._undecodable > 1 and self._undecodable > MISSING_SHARE * self._packets:
            raise PacketsBroken(self._undecodable, self._packets)

    @property
    def _start_seconds(self) -> float:
        return (self._container.start_time or 0) / MICROSECONDS

    def _seek(self, seconds: float) -> None:
        if seconds <= SEEK_MARGIN_SECONDS:
            return
        target = seconds - SEEK_MARGIN_SECONDS + self._start_seconds
        try:
            self._container.seek(int(target * MICROSECONDS))
        except av.FFmpegError:
            self._container.seek(0)

    def _demux(self) -> Iterator["Packet[AudioStream]"]:
        try:
            yield from self._container.demux(self._stream)
        except av.FFmpegError:
            self._undecodable += 1


@contextmanager
def open_audio(path: Path, maximum_seconds: float = MAXIMUM_SECONDS) -> Iterator[AudioFile]:
    """Open the audio in `path`; raises AudioEmpty, NotAudio, AudioBroken or AudioTooLong."""
    content = identify(path)
    options = {"protocol_whitelist": "file", "codec_whitelist": ",".join(sorted(DECODERS))}
    try:
        # An absolute path, so that no name reads as a protocol ("concat:", "http:").
        container = av.open(str(path.resolve()), format=content.demuxer, options=options)
    except av.FFmpegError as error:
        raise HeaderBroken from error
    with container:
        yield AudioFile(path, content, container, maximum_seconds)


def resample(
    frames: Iterator[AudioFrame], rate: int, sample_format: str = "flt", frame_size: int | None = None
) -> Iterator[AudioFrame]:
    """Yield stereo frames of one rate whatever comes in, even when rate or channels change on the way."""
    position = 0
    for _, alike in groupby(frames, key=_shape):
        resampler = AudioResampler(sample_format, "stereo", rate, frame_size)
        for frame in chain(alike, (None,)):
            for stereo in _mix_down(resampler, frame):
                stereo.pts, stereo.time_base = position, Fraction(1, rate)
                position += stereo.samples
                yield stereo


def _mix_down(resampler: AudioResampler, frame: AudioFrame | None) -> list[AudioFrame]:
    try:
        return resampler.resample(frame)
    except av.FFmpegError:
        # A damaged packet may claim channels that mean nothing; the missing seconds are counted at the end.
        return []


def read_samples(frame: AudioFrame) -> NDArray[np.float32]:
    """Return the samples of a stereo "flt" frame, shape (frames, 2), -1..1 and above where a codec overshoots."""
    return frame.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)


def _shape(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def _find_stream(container: InputContainer) -> AudioStream:
    if not container.streams.audio:
        raise NotAudio(NO_SOUND)
    stream = container.streams.audio[0]
    context = stream.codec_context
    if context.codec.canonical_name not in CODECS | PCM:
        raise CodecUnsupported(context.codec.canonical_name)
    if context.sample_rate not in SAMPLE_RATES or context.channels not in CHANNELS:
        raise ShapeUnsupported(context.channels, context.sample_rate)
    return stream
