import subprocess
import sys

import numpy as np
import pytest

from backend.audio.errors import CodecUnsupported, ShapeUnsupported
from backend.audio.measuring import measure
from tests.backend.audio import recordings
from tests.backend.audio.recordings import FORMATS, create_recording, name_of, sine


@pytest.mark.parametrize("kind", FORMATS, ids=name_of)
def test_measure__in_each_accepted_format__finds_the_same(tmp_path, kind):
    path = create_recording(tmp_path / f"tone.{kind.suffix}", sine(5), kind)

    measured = measure(path)

    assert measured.duration_seconds == pytest.approx(5, abs=0.05)
    assert measured.loudness_lufs == pytest.approx(-20, abs=0.5)
    assert (measured.container, measured.codec, measured.mime_type) == (kind.container, kind.codec, kind.mime_type)


@pytest.mark.parametrize(
    ("hertz", "channels", "layout", "lufs"),
    [(997, 2, "stereo", -20.0), (997, 1, "mono", -23.0), (100, 2, "stereo", -21.9), (10_000, 2, "stereo", -16.7)],
    ids=["reference-tone", "one-channel-is-half-the-power", "bass-counts-less", "treble-counts-more"],
)
def test_measure__of_a_sine__is_what_bs_1770_says(tmp_path, hertz, channels, layout, lufs):
    path = create_recording(tmp_path / "tone.wav", sine(5, hertz, channels=channels), layout=layout)

    assert measure(path).loudness_lufs == pytest.approx(lufs, abs=0.5)


@pytest.mark.parametrize("kind", [recordings.FLAC, recordings.MP3, recordings.M4A], ids=name_of)
def test_measure__with_an_embedded_cover__hears_the_sound(tmp_path, kind):
    path = create_recording(tmp_path / f"covered.{kind.suffix}", sine(5), kind, cover=True)

    assert measure(path).duration_seconds == pytest.approx(5, abs=0.05)


@pytest.mark.parametrize("kind", [recordings.MP3, recordings.FLAC], ids=name_of)
def test_measure__behind_a_tag_of_megabytes__finds_the_sound(tmp_path, kind):
    path = create_recording(tmp_path / f"tagged.{kind.suffix}", sine(5), kind)
    picture = bytes(3_000_000)
    length = bytes((len(picture) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\x04\0\0" + length + picture + path.read_bytes())

    assert measure(path).duration_seconds == pytest.approx(5, abs=0.05)


def test_measure__of_a_wav_written_to_a_pipe__has_its_real_length(tmp_path, tone):
    path = tmp_path / "mix.wav"
    content = bytearray(tone.read_bytes())
    data = content.index(b"data") + 4
    content[4:8] = content[data : data + 4] = b"\xff" * 4
    path.write_bytes(content)

    assert measure(path).duration_seconds == pytest.approx(5, abs=0.05)


def test_measure__of_an_mp3_called_wav__goes_by_the_content(tmp_path):
    path = create_recording(tmp_path / "mix.wav", sine(5), recordings.MP3)

    measured = measure(path)

    assert (measured.container, measured.mime_type) == ("mp3", "audio/mpeg")
    assert measured.duration_seconds == pytest.approx(5, abs=0.05)


def test_measure__of_a_high_resolution_file__says_its_rate_and_channels(tmp_path):
    path = create_recording(tmp_path / "mix.wav", sine(3, rate=96_000), recordings.WAV_24, rate=96_000)

    measured = measure(path)

    assert (measured.sample_rate, measured.channels) == (96_000, 2)
    assert measured.duration_seconds == pytest.approx(3, abs=0.05)


def test_measure__of_surround_sound__hears_it_mixed_to_stereo(tmp_path):
    path = create_recording(tmp_path / "mix.flac", sine(3, channels=6), recordings.FLAC, layout="5.1")

    measured = measure(path)

    assert measured.channels == 6
    assert measured.duration_seconds == pytest.approx(3, abs=0.05)


def test_measure__of_a_quiet_and_a_loud_half__draws_both(tmp_path):
    halves = np.concatenate((sine(5, level_db=-30), sine(5, level_db=-10)), axis=1)

    peaks = measure(create_recording(tmp_path / "mix.wav", halves)).peaks

    assert len(peaks) == 400
    assert peaks[100] == 10
    assert peaks[300] == 100


def test_measure__while_it_works__tells_how_far_it_is(staircase):
    told = []

    measure(staircase, told.append)

    assert told == sorted(told)
    assert told[-1] == 1.0
    assert 20 < len(told) <= 101


def test_measure__whose_listener_gives_up__stops(tone):
    def give_up(fraction):
        raise KeyboardInterrupt(fraction)

    with pytest.raises(KeyboardInterrupt):
        measure(tone, give_up)


def test_measure__of_a_codec_nobody_plays__is_refused(tmp_path):
    adpcm = recordings.Format("wav", "wav", "adpcm_ms", "wav", "adpcm_ms", "audio/wav")
    path = create_recording(tmp_path / "mix.wav", sine(3), adpcm)

    with pytest.raises(CodecUnsupported, match="sound in adpcm_ms, whatever its name says: send the mix as WAV"):
        measure(path)


def test_measure__at_a_telephone_rate__is_refused(tmp_path):
    path = create_recording(tmp_path / "mix.wav", sine(3, rate=4_000), rate=4_000)

    with pytest.raises(ShapeUnsupported, match="2 channels at 4,000 Hz: send stereo at 44,100"):
        measure(path)


MEMORY_GROWTH = """
import resource, sys
from pathlib import Path
from backend.audio.measuring import measure

def peak_kilobytes(path):
    measure(Path(path))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

short, long = (peak_kilobytes(path) for path in sys.argv[1:])
print(long - short)
"""


def test_measure__of_a_quarter_of_an_hour__takes_no_more_memory_than_a_minute(tmp_path):
    def noise(minutes):
        generator = np.random.default_rng(1)
        return (generator.normal(0, 0.1, (1, 8_000)).astype(np.float32) for _ in range(60 * minutes))

    short = recordings.stream_recording(tmp_path / "short.flac", noise(1), recordings.FLAC, 8_000, "mono")
    long = recordings.stream_recording(tmp_path / "long.flac", noise(15), recordings.FLAC, 8_000, "mono")

    command = [sys.executable, "-c", MEMORY_GROWTH, str(short), str(long)]
    grown = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    # A quarter of an hour of decoded stereo is 345 MB.
    assert int(grown) < 24_000
