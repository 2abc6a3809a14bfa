import subprocess
import sys

import av
import numpy as np
import pytest

from backend.audio.encoding import encode_preview, encode_rendition, find_preview_start
from backend.audio.errors import NotAudio, SecondsMissing
from backend.audio.measuring import measure
from tests.backend.audio import recordings
from tests.backend.audio.recordings import create_recording, name_of, read_back, sine


def dominant_hertz(samples, rate):
    """Return the loudest frequency, to about one hertz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 4 * len(samples)))
    return int(spectrum.argmax()) * rate / (4 * len(samples))


def loudness_db(samples):
    return 10 * np.log10(np.mean(samples**2) + 1e-12)


@pytest.mark.parametrize(
    ("duration", "start"), [(3600, 1200), (90, 30), (60, 15), (45, 0), (20, 0)], ids=lambda value: f"{value}s"
)
def test_find_preview_start__for_a_duration__is_a_third_or_what_still_fits(duration, start):
    assert find_preview_start(duration) == start


def test_encode_preview__by_default__is_45_seconds_of_aac_in_mp4(tmp_path, staircase):
    preview = tmp_path / "preview.m4a"

    encode_preview(staircase, preview, start_seconds=20)

    measured = measure(preview)
    assert measured.duration_seconds == pytest.approx(45, abs=0.05)
    assert (measured.codec, measured.container, measured.channels) == ("aac", "mp4", 2)
    assert preview.stat().st_size * 8 / 45 < 135_000


@pytest.mark.parametrize("kind", [recordings.FLAC, recordings.MP3, recordings.M4A, recordings.OPUS], ids=name_of)
def test_encode_preview__from_a_second__holds_what_sounds_there(tmp_path, kind):
    path, preview = tmp_path / f"mix.{kind.suffix}", tmp_path / "preview.m4a"
    create_recording(path, np.concatenate([sine(10, hertz) for hertz in (200, 400, 600, 800)], axis=1), kind)

    encode_preview(path, preview, start_seconds=18, seconds=4)

    samples, rate = read_back(preview)
    assert dominant_hertz(samples[0, : rate * 18 // 10], rate) == pytest.approx(400, abs=3)
    assert dominant_hertz(samples[0, rate * 22 // 10 :], rate) == pytest.approx(600, abs=3)


@pytest.mark.parametrize("kind", [recordings.WAV, recordings.AAC, recordings.VORBIS], ids=name_of)
def test_encode_preview__of_a_short_mix__is_all_of_it(tmp_path, kind):
    path = create_recording(tmp_path / f"mix.{kind.suffix}", sine(5), kind)

    encode_preview(path, tmp_path / "preview.m4a", start_seconds=0)

    assert measure(tmp_path / "preview.m4a").duration_seconds == pytest.approx(5, abs=0.08)


def test_encode_preview__at_both_ends__fades(tmp_path, staircase):
    encode_preview(staircase, tmp_path / "preview.m4a", start_seconds=30, seconds=10)

    samples, rate = read_back(tmp_path / "preview.m4a")
    middle = loudness_db(samples[0, 4 * rate : 6 * rate])
    assert loudness_db(samples[0, : rate // 20]) < middle - 15
    assert loudness_db(samples[0, 10 * rate - rate // 20 : 10 * rate]) < middle - 15


def test_encode_rendition__of_a_mix__keeps_length_and_loudness(tmp_path, staircase):
    told = []

    encode_rendition(staircase, tmp_path / "mix.m4a", told.append)

    original, rendition = measure(staircase), measure(tmp_path / "mix.m4a")
    assert rendition.duration_seconds == pytest.approx(original.duration_seconds, abs=0.05)
    assert rendition.loudness_lufs == pytest.approx(original.loudness_lufs, abs=0.3)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    ("rate", "expected"), [(44_100, 44_100), (22_050, 44_100), (48_000, 48_000), (96_000, 48_000), (32_000, 48_000)]
)
def test_encode_rendition__of_a_rate__stays_in_its_family(tmp_path, rate, expected):
    path = create_recording(tmp_path / "mix.wav", sine(2, rate=rate), rate=rate)

    encode_rendition(path, tmp_path / "mix.m4a")

    assert measure(tmp_path / "mix.m4a").sample_rate == expected


def test_encode_rendition__for_a_browser__has_its_index_first(tmp_path, tone):
    encode_rendition(tone, tmp_path / "mix.m4a")

    content = (tmp_path / "mix.m4a").read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    with av.open(str(tmp_path / "mix.m4a")) as container:
        assert container.streams.audio[0].profile == "LC"


def test_encode_rendition__twice__writes_the_same_bytes(tmp_path, tone):
    for name in ("first.m4a", "second.m4a"):
        encode_rendition(tone, tmp_path / name)

    assert (tmp_path / "first.m4a").read_bytes() == (tmp_path / "second.m4a").read_bytes()


def test_encode_rendition__when_channels_change_on_the_way__goes_on(tmp_path):
    mono = create_recording(tmp_path / "mono.aac", sine(2, channels=1), recordings.AAC, layout="mono")
    stereo = create_recording(tmp_path / "stereo.aac", sine(2), recordings.AAC)
    (tmp_path / "mix.aac").write_bytes(mono.read_bytes() + stereo.read_bytes())

    encode_rendition(tmp_path / "mix.aac", tmp_path / "mix.m4a")

    assert measure(tmp_path / "mix.m4a").duration_seconds == pytest.approx(4, abs=0.15)


def test_encode_rendition__that_is_stopped__leaves_nothing(tmp_path, staircase):
    def stop_halfway(fraction):
        if fraction > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encode_rendition(staircase, tmp_path / "mix.m4a", stop_halfway)

    assert list(tmp_path.iterdir()) == []


def test_encode_rendition__of_a_cut_file__leaves_what_was_there(tmp_path, staircase):
    cut, rendition = tmp_path / "cut.flac", tmp_path / "mix.m4a"
    cut.write_bytes(staircase.read_bytes()[: staircase.stat().st_size // 2])
    rendition.write_bytes(b"the one before")

    with pytest.raises(SecondsMissing):
        encode_rendition(cut, rendition)

    assert rendition.read_bytes() == b"the one before"
    assert {path.name for path in tmp_path.iterdir()} == {"cut.flac", "mix.m4a"}


def test_encode_preview__of_text__is_refused(tmp_path):
    (tmp_path / "mix.mp3").write_text("Dear label, here is my mix.")

    with pytest.raises(NotAudio):
        encode_preview(tmp_path / "mix.mp3", tmp_path / "preview.m4a", start_seconds=0)

    assert not (tmp_path / "preview.m4a").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from backend.audio.encoding import encode_rendition

def die_halfway(fraction):
    if fraction > 0.5:
        os.kill(os.getpid(), signal.SIGKILL)

encode_rendition(Path(sys.argv[1]), Path(sys.argv[2]), die_halfway)
"""


def test_encode_rendition__killed_and_run_again__is_complete(tmp_path, staircase):
    rendition = tmp_path / "mix.m4a"

    killed = subprocess.run([sys.executable, "-c", KILLED, str(staircase), str(rendition)], check=False)

    assert killed.returncode == -9
    assert not rendition.exists()
    encode_rendition(staircase, rendition)
    assert [path.name for path in tmp_path.iterdir()] == ["mix.m4a"]
