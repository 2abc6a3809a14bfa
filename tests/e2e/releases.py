"""Releases made at test time: a folder with a manifest, a cover and a mix."""

import wave
from fractions import Fraction

import av
import numpy as np
import yaml
from PIL import Image

from tests.stage import find_account

RATE = 48_000


def render(seconds):
    """Return a tone that beats twice a second; shape (1, samples), 16 bit."""
    time = np.arange(int(seconds * RATE)) / RATE
    beat = np.exp(-8 * (time % 0.5))
    return (0.4 * 32_767 * beat * np.sin(2 * np.pi * 110 * time)).astype(np.int16)[np.newaxis]


def write_wav(path, seconds):
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(render(seconds).tobytes())


def write_encoded(path, seconds, codec):
    """Write the tone in any codec FFmpeg knows; the container follows the file's name."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        source = av.AudioFrame.from_ndarray(render(seconds), format="s16", layout="mono")
        source.sample_rate, source.time_base, source.pts = RATE, Fraction(1, RATE), 0
        resampler = av.AudioResampler(
            stream.format, stream.layout, RATE, frame_size=stream.codec_context.frame_size or 4096
        )
        for frame in (*resampler.resample(source), *resampler.resample(None)):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def write_release(folder, audio="mix.wav", **changes):
    """Write manifest and cover beside the audio that is, or will be, in `folder`; returns `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (600, 600), "#205080").save(folder / "cover.png")
    manifest = {
        "title": folder.name.replace("-", " ").title(),
        "artist": "Test Artist",
        "description": "Made by a test.",
        "genre": "Test",
        "audio": audio,
        "cover": "cover.png",
        "supply": 10,
        "price": "0.5",
        "wallet_cap": 5,
        "royalty_bps": 500,
        "payees": [{"name": "Test Artist", "account": find_account(5).address, "share": "100"}],
        "credits": [{"role": "Mixed by", "name": "Test Artist"}],
    }
    (folder / "release.yaml").write_text(yaml.safe_dump(manifest | changes))
    return folder
