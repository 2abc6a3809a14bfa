"""Fragments: cut where the playlist says, and together exactly what was cut."""

import av
import numpy as np
import pytest

from backend.audio.encoding import encode_rendition
from backend.audio.errors import HeaderBroken, SecondsMissing
from backend.audio.fragment_index import read_index
from backend.audio.fragmenting import encode_fragmented_opus, fragment_aac
from tests.backend.audio.recordings import read_back, sine

OPUS_FRAME = 960


@pytest.fixture(scope="session")
def rendition(studio, staircase):
    encode_rendition(staircase, studio / "mix.m4a")
    return studio / "mix.m4a"


@pytest.fixture(scope="session")
def aac(studio, rendition):
    return studio / "aac.mp4", fragment_aac(rendition, studio / "aac.mp4")


@pytest.fixture(scope="session")
def opus(studio, staircase):
    return studio / "opus.mp4", encode_fragmented_opus(staircase, studio / "opus.mp4")


def test_fragment_aac__of_a_rendition__decodes_to_the_same_samples(aac, rendition):
    samples, _ = read_back(aac[0])
    expected, _ = read_back(rendition)

    assert np.array_equal(samples, expected)


def test_fragment_aac__of_a_rendition__keeps_the_edit_list(aac):
    path, index = aac

    assert b"elst" in path.read_bytes()[: index.head_bytes]


def test_encode_fragmented_opus__of_a_mix__decodes_to_the_same_length(opus):
    samples, rate = read_back(opus[0])

    assert rate == 48_000
    assert samples.shape[1] == pytest.approx(70 * rate, abs=OPUS_FRAME)


def test_encode_fragmented_opus__of_a_mix__sounds_at_the_same_moment(opus, rendition):
    samples, rate = read_back(opus[0])
    expected, _ = read_back(rendition)

    second = slice(5 * rate, 6 * rate)
    likeness = np.corrcoef(samples[0, second], expected[0, second])[0, 1]
    assert likeness > 0.99


@pytest.mark.parametrize("made", ["aac", "opus"])
def test_index__of_a_mix__says_where_every_byte_belongs(request, made):
    path, index = request.getfixturevalue(made)

    assert index.head_bytes + sum(fragment.size_bytes for fragment in index.fragments) == path.stat().st_size
    assert sum(fragment.seconds for fragment in index.fragments) == pytest.approx(70, abs=0.05)
    assert max(fragment.seconds for fragment in index.fragments) == pytest.approx(6, abs=0.05)


@pytest.mark.parametrize("made", ["aac", "opus"])
def test_fragment__alone_behind_the_head__plays(request, made, tmp_path):
    path, index = request.getfixturevalue(made)
    content, start = path.read_bytes(), index.head_bytes + sum(part.size_bytes for part in index.fragments[:4])
    piece = content[start : start + index.fragments[4].size_bytes]
    (tmp_path / "piece.mp4").write_bytes(content[: index.head_bytes] + piece)

    samples, rate = read_back(tmp_path / "piece.mp4")

    assert samples.shape[1] / rate == pytest.approx(index.fragments[4].seconds, abs=0.1)


def test_encode_fragmented_opus__of_a_cut_file__leaves_nothing(tmp_path, staircase):
    cut = tmp_path / "cut.flac"
    cut.write_bytes(staircase.read_bytes()[: staircase.stat().st_size // 2])

    with pytest.raises(SecondsMissing):
        encode_fragmented_opus(cut, tmp_path / "opus.mp4")

    assert [path.name for path in tmp_path.iterdir()] == ["cut.flac"]


def test_encode_fragmented_opus__twice__writes_the_same_bytes(tmp_path, tone):
    for name in ("first.mp4", "second.mp4"):
        encode_fragmented_opus(tone, tmp_path / name)

    assert (tmp_path / "first.mp4").read_bytes() == (tmp_path / "second.mp4").read_bytes()


@pytest.mark.parametrize("content", [b"", b"\0\0\0\x08free", b"\0\0\0\0moof", b"\0\0\0\x08moof"], ids=str)
def test_read_index__of_anything_else__is_refused(tmp_path, content):
    (tmp_path / "strange.mp4").write_bytes(content)

    with pytest.raises(HeaderBroken):
        read_index(tmp_path / "strange.mp4")


def test_read_index__of_a_sine__counts_in_the_scale_of_the_file(tmp_path, tone):
    index = encode_fragmented_opus(tone, tmp_path / "opus.mp4")

    with av.open(str(tmp_path / "opus.mp4")) as container:
        assert container.streams.audio[0].codec_context.name == "opus"
    assert index.fragments[0].seconds == pytest.approx(sine(5).shape[1] / 48_000, abs=0.02)
