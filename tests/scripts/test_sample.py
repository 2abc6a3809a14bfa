import wave

import numpy as np
import pytest
from PIL import Image

from backend.audio.measuring import measure
from scripts import sample


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """The directory the sample release was rendered into."""
    directory = tmp_path_factory.mktemp("sample") / "not there yet"
    sample.render_sample(directory)
    return directory


@pytest.fixture(scope="module")
def mix(rendered):
    """Samples of shape (frames, 2), -1..1."""
    with wave.open(str(rendered / "mix.wav")) as file:
        frames = file.readframes(file.getnframes())
    return np.frombuffer(frames, dtype="<i2").reshape(-1, 2) / 32_768


def loudness_db(samples):
    return 10 * np.log10(np.mean(samples**2))


def test_render_sample__as_audio__is_90_seconds_of_16_bit_stereo(rendered):
    with wave.open(str(rendered / "mix.wav")) as file:
        shape = file.getnchannels(), file.getsampwidth(), file.getframerate()
        seconds = file.getnframes() / file.getframerate()

    assert shape == (2, 2, 44_100)
    assert seconds == pytest.approx(90, abs=0.01)


def test_render_sample__as_a_master__is_loud_without_clipping(mix):
    assert 0.85 < np.abs(mix).max() < 0.95
    assert -15 < loudness_db(mix) < -9
    assert np.abs(mix.mean(axis=0)).max() < 0.01


def test_render_sample__measured_by_the_backend__is_what_it_claims(rendered):
    measured = measure(rendered / "mix.wav")

    assert measured.tempo_bpm == pytest.approx(124, abs=0.2)
    assert -12 < measured.loudness_lufs < -9


def test_render_sample__as_an_arrangement__breaks_before_it_drops(mix):
    groove, pause, drop = (mix[int(start * 44_100) : int((start + 8) * 44_100)] for start in (18, 32, 45))

    assert loudness_db(pause) < loudness_db(groove) - 6
    assert loudness_db(drop) > loudness_db(groove)


def test_render_sample__as_a_sleeve__is_square_with_a_strong_accent(rendered):
    with Image.open(rendered / "cover.png") as cover:
        size, hue_saturation_value = cover.size, np.asarray(cover.convert("HSV"))

    assert size == (1500, 1500)
    vivid = (hue_saturation_value[..., 1] > 200) & (hue_saturation_value[..., 2] > 200)
    assert vivid.mean() > 0.2


def test_render_sample__twice__is_the_same(rendered, tmp_path):
    sample.render_sample(tmp_path)

    for name in ("mix.wav", "cover.png"):
        assert (tmp_path / name).read_bytes() == (rendered / name).read_bytes()
