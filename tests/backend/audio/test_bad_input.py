"""Every file nobody could publish gets one sentence that names what is wrong and the remedy."""

import numpy as np
import pytest

from backend.audio.errors import (
    AudioEmpty,
    AudioSilent,
    AudioTooLong,
    AudioTooShort,
    EndMissing,
    HeaderBroken,
    NotAudio,
    PacketsBroken,
    SecondsMissing,
)
from backend.audio.measuring import measure
from backend.core.errors import Invalid, UnsupportedMedia
from tests.backend.audio import recordings
from tests.backend.audio.recordings import create_recording, name_of, sine

SEVEN_HOURS = 7 * 3600


def create_wav_header(seconds, rate=8_000):
    """Return the 44 bytes before `seconds` of eight-bit mono."""
    size = seconds * rate
    shape = (1).to_bytes(2, "little") * 2 + rate.to_bytes(4, "little") * 2 + bytes([1, 0, 8, 0])
    chunks = b"WAVEfmt " + (16).to_bytes(4, "little") + shape + b"data" + size.to_bytes(4, "little")
    return b"RIFF" + (size + len(chunks)).to_bytes(4, "little") + chunks


def keep(path, share):
    """Cut `path` to a share of its length."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


def scribble(path, beginning=0.1):
    """Overwrite everything behind the beginning of `path` with noise."""
    content = path.read_bytes()
    kept = int(len(content) * beginning)
    path.write_bytes(content[:kept] + np.random.default_rng(1).bytes(len(content) - kept))
    return path


@pytest.mark.parametrize(
    "content",
    [b"", create_wav_header(0), b"ID3\x04\0\0\0\0\0\0"],
    ids=["no-bytes", "wav-header-only", "tag-only"],
)
def test_measure__of_nothing__says_it_is_empty(tmp_path, content):
    path = tmp_path / "mix.wav"
    path.write_bytes(content)

    with pytest.raises(AudioEmpty, match="The audio file is empty: export the mix again"):
        measure(path)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(5000), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(5000), "a JPEG picture"),
        (b"Dear label,\nhere is my mix. \xc3\x96" * 500, "text"),
        ("Dear label".encode("utf-16"), "no audio this label reads"),
        (b"PK\x03\x04" + bytes(5000), "a ZIP archive"),
        (b"FORM\0\0\1\0AIFF" + bytes(500), "AIFF"),
        (bytes(5000), "no audio this label reads"),
        (b"#EXTM3U\n#EXTINF:10,\nhttp://169.254.169.254/latest/meta-data\n", "a playlist"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "text"),
        (b"RIFF\x24\0\0\0AVI LIST" + bytes(500), "no audio this label reads"),
    ],
    ids=["png", "jpeg", "text", "utf-16", "zip", "aiff", "zeros", "hls-playlist", "concat-list", "avi"],
)
def test_measure__of_something_else_called_mp3__names_what_it_is(tmp_path, content, found):
    path = tmp_path / "mix.mp3"
    path.write_bytes(content)

    with pytest.raises(NotAudio, match=f"The audio file holds {found}, whatever its name says: send the mix as WAV"):
        measure(path)


def test_measure__of_a_video_without_sound__is_refused(tmp_path, studio):
    path = tmp_path / "mix.m4a"
    recordings.create_silent_film(path)

    with pytest.raises(NotAudio, match="no sound"):
        measure(path)


@pytest.mark.parametrize("samples", [sine(3) * 0, sine(3, level_db=-80)], ids=["digital-silence", "below-the-gate"])
def test_measure__of_silence__says_so(tmp_path, samples):
    path = create_recording(tmp_path / "mix.flac", samples.astype(np.float32), recordings.FLAC)

    with pytest.raises(AudioSilent, match="silent: check the export's source and level"):
        measure(path)


def test_measure__of_half_a_second__says_it_is_too_short(tmp_path):
    path = create_recording(tmp_path / "mix.wav", sine(0.5))

    with pytest.raises(AudioTooShort, match=r"lasts 0\.50 s: send a mix of at least 1 s"):
        measure(path)


def test_measure__of_seven_declared_hours__is_refused_before_decoding(tmp_path):
    path = tmp_path / "mix.wav"
    with path.open("wb") as file:
        file.write(create_wav_header(SEVEN_HOURS))
        file.truncate(44 + SEVEN_HOURS * 8_000)
    told = []

    with pytest.raises(AudioTooLong, match="longer than 6 hours: cut the mix into several releases"):
        measure(path, told.append)
    assert told == []


def test_measure__of_a_file_that_states_no_length__counts_while_decoding(tmp_path):
    path = create_recording(tmp_path / "mix.aac", sine(5), recordings.AAC)

    with pytest.raises(AudioTooLong):
        measure(path, maximum_seconds=3)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (recordings.WAV, EndMissing),
        (recordings.FLAC, SecondsMissing),
        (recordings.MP3, SecondsMissing),
        (recordings.M4A, HeaderBroken),
        (recordings.OPUS, EndMissing),
        (recordings.VORBIS, EndMissing),
    ],
    ids=lambda value: name_of(value) if isinstance(value, recordings.Format) else value.__name__,
)
def test_measure__of_the_first_half__says_it_is_broken(tmp_path, kind, error):
    path = keep(create_recording(tmp_path / f"mix.{kind.suffix}", sine(10), kind), 0.5)

    with pytest.raises(error, match=r"The audio file is broken \(.*\): export or copy the mix again"):
        measure(path)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (recordings.FLAC, SecondsMissing),
        (recordings.MP3, SecondsMissing),
        (recordings.AAC, PacketsBroken),
        (recordings.OPUS, EndMissing),
    ],
    ids=lambda value: name_of(value) if isinstance(value, recordings.Format) else value.__name__,
)
def test_measure__of_noise_behind_a_good_beginning__says_it_is_broken(tmp_path, kind, error):
    path = scribble(create_recording(tmp_path / f"mix.{kind.suffix}", sine(20), kind))

    with pytest.raises(error):
        measure(path)


@pytest.mark.parametrize("magic", [b"fLaC", b"OggS", b"\0\0\0\x18ftypM4A ", b"RIFF\xf0\1\0\0WAVE", b"\xff\xfb\x90\0"])
def test_measure__of_noise_behind_a_magic_number__says_it_is_broken(tmp_path, magic):
    path = tmp_path / "mix"
    path.write_bytes(magic + np.random.default_rng(2).bytes(20_000))

    with pytest.raises((HeaderBroken, EndMissing, PacketsBroken)):
        measure(path)


def test_errors__of_audio__name_the_field_and_have_a_status():
    broken, stranger = HeaderBroken(), NotAudio("text")

    assert (broken.field, stranger.field) == ("audio", "audio")
    assert isinstance(broken, Invalid)
    assert isinstance(stranger, UnsupportedMedia)
