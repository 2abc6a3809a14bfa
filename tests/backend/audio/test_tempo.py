import numpy as np
import pytest

from backend.audio.tempo import OnsetEnvelope

RATE = 48_000
HOUSE = {"kick": (0, 4, 8, 12), "snare": (4, 12), "hat": (2, 6, 10, 14)}
DRUM_AND_BASS = {"kick": (0, 10), "snare": (4, 12), "hat": tuple(range(0, 16, 2))}
BROKEN_BEAT = {"kick": (0, 7, 10), "snare": (4, 12), "hat": tuple(range(0, 16, 2))}


def create_drum(name):
    time = np.arange(RATE // 5) / RATE
    noise = np.random.default_rng(1).standard_normal(len(time))
    return {
        "kick": np.sin(2 * np.pi * 60 * time) * np.exp(-time * 20),
        "snare": 0.4 * noise * np.exp(-time * 25),
        "hat": 0.2 * noise * np.exp(-time * 80),
    }[name]


def create_beat(bpm, pattern, seconds=30):
    """Play a bar of sixteen steps again and again."""
    track = np.zeros((seconds + 1) * RATE, dtype=np.float32)
    step = RATE * 60 / bpm / 4
    for name, hits in pattern.items():
        drum = create_drum(name)
        for number in range(int(seconds * RATE / step)):
            if number % 16 in hits:
                start = int(number * step)
                track[start : start + len(drum)] += drum
    return track[: seconds * RATE]


def tempo_of(track, block=RATE):
    onsets = OnsetEnvelope(RATE)
    for start in range(0, len(track), block):
        onsets.add(track[start : start + block].astype(np.float32))
    return onsets.tempo_bpm()


@pytest.mark.parametrize(
    ("bpm", "pattern"),
    [(92, BROKEN_BEAT), (110, HOUSE), (120, HOUSE), (124, HOUSE), (128, HOUSE), (133.3, HOUSE), (174, DRUM_AND_BASS)],
    ids=str,
)
def test_tempo_bpm__of_a_beat__is_its_tempo(bpm, pattern):
    assert tempo_of(create_beat(bpm, pattern)) == pytest.approx(bpm, abs=0.3)


def test_tempo_bpm__under_noise__is_still_found():
    track = create_beat(126, HOUSE)

    assert tempo_of(track + 0.05 * np.random.default_rng(2).standard_normal(len(track))) == pytest.approx(126, abs=0.3)


def test_tempo_bpm__of_a_slow_beat__is_told_in_the_octave_of_dance_music():
    assert tempo_of(create_beat(70, BROKEN_BEAT)) == pytest.approx(140, abs=0.5)


@pytest.mark.parametrize("block", [4_800, 10_007, 96_000])
def test_tempo_bpm__fed_in_blocks_of_any_length__is_the_same(block):
    assert tempo_of(create_beat(124, HOUSE, seconds=15), block) == pytest.approx(124, abs=0.5)


@pytest.mark.parametrize(
    "track",
    [
        np.random.default_rng(3).standard_normal(30 * RATE) * 0.1,
        np.sin(2 * np.pi * 440 * np.arange(30 * RATE) / RATE) * 0.3,
        np.zeros(30 * RATE),
        create_beat(124, HOUSE, seconds=5),
    ],
    ids=["noise", "held-tone", "silence", "too-short-to-tell"],
)
def test_tempo_bpm__without_a_clear_beat__is_none(track):
    assert tempo_of(track) is None
