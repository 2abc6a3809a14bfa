"""Audio files made on the spot, in every format a DJ may send."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.stream import Disposition

RATE = 48_000


@dataclass(frozen=True)
class Format:
    suffix: str
    muxer: str
    encoder: str
    container: str
    codec: str
    mime_type: str
    options: dict[str, str] = field(default_factory=dict)


WAV = Format("wav", "wav", "pcm_s16le", "wav", "pcm_s16le", "audio/wav")
WAV_24 = Format("wav", "wav", "pcm_s24le", "wav", "pcm_s24le", "audio/wav")
WAV_FLOAT = Format("wav", "wav", "pcm_f32le", "wav", "pcm_f32le", "audio/wav")
FLAC = Format("flac", "flac", "flac", "flac", "flac", "audio/flac")
MP3 = Format("mp3", "mp3", "mp3", "mp3", "mp3", "audio/mpeg")
M4A = Format("m4a", "mp4", "aac", "mp4", "aac", "audio/mp4")
ALAC = Format("m4a", "mp4", "alac", "mp4", "alac", "audio/mp4")
AAC = Format("aac", "adts", "aac", "adts", "aac", "audio/aac")
OPUS = Format("opus", "ogg", "libopus", "ogg", "opus", "audio/ogg")
# FFmpeg's own Vorbis encoder calls itself experimental.
VORBIS = Format("ogg", "ogg", "vorbis", "ogg", "vorbis", "audio/ogg", {"strict": "experimental"})
FORMATS = (WAV, WAV_24, WAV_FLOAT, FLAC, MP3, M4A, ALAC, AAC, OPUS, VORBIS)


def name_of(kind: Format) -> str:
    return f"{kind.encoder}-in-{kind.muxer}"


def sine(seconds: float, hertz: float = 997, level_db: float = -20, rate: int = RATE, channels: int = 2) -> np.ndarray:
    """Return a sine of shape (channels, samples), its peaks at `level_db` below full scale."""
    time = np.arange(round(seconds * rate)) / rate
    tone = 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * time)
    return np.tile(tone.astype(np.float32), (channels, 1))


def create_recording(
    path: Path,
    samples: np.ndarray,
    kind: Format = WAV,
    rate: int = RATE,
    layout: str = "stereo",
    *,
    cover: bool = False,
) -> Path:
    """Encode `samples` of shape (channels, samples) into `path`."""
    return stream_recording(path, _blocks(samples, rate), kind, rate, layout, cover=cover)


def stream_recording(
    path: Path, blocks: Iterable[np.ndarray], kind: Format, rate: int, layout: str, *, cover: bool = False
) -> Path:
    """Encode blocks of shape (channels, samples) one after the other."""
    with av.open(str(path), "w", format=kind.muxer) as container:
        stream = container.add_stream(kind.encoder, rate=rate, layout=layout, options=kind.options)
        if cover:
            _add_cover(container)
        position = 0
        for block in blocks:
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), format="fltp", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = rate, position, Fraction(1, rate)
            position += frame.samples
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def create_silent_film(path: Path) -> Path:
    """Write an MP4 with a picture and no sound."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        for _ in range(10):
            container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode(None))
    return path


def read_back(path: Path) -> tuple[np.ndarray, int]:
    """Decode everything in `path`: samples of shape (channels, samples), and their rate."""
    with av.open(str(path)) as container:
        frames = list(container.decode(container.streams.audio[0]))
    return np.concatenate([frame.to_ndarray() for frame in frames], axis=1), frames[0].sample_rate


def _blocks(samples: np.ndarray, rate: int) -> Iterator[np.ndarray]:
    return (samples[:, start : start + rate] for start in range(0, samples.shape[1], rate))


def _add_cover(container: av.container.OutputContainer) -> None:
    picture = container.add_stream("png", rate=1)
    picture.width = picture.height = 300
    picture.pix_fmt = "rgb24"
    picture.disposition = Disposition.attached_pic
    container.mux(picture.encode(av.VideoFrame(300, 300, "rgb24")))
