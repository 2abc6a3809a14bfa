"""Render the sample release's mix: ninety seconds of four-to-the-floor, from nothing but numpy."""

import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

Sound = NDArray[np.float32]
"""Samples of one channel, or of shape (2, samples)."""
Beats = NDArray[np.float64]

RATE = 44_100
BEATS_PER_MINUTE = 124
BEAT = RATE * 60 / BEATS_PER_MINUTE
BEATS_PER_BAR = 4
BEATS = 186  # 90 seconds
LENGTH = round(BEATS * BEAT)
EVERY_BEAT = np.arange(BEATS, dtype=np.float64)
SEED = 124
FULL_SCALE = 32_767
FADE_OUT_SECONDS = 5
CEILING = 0.92  # leaves room for what lossy codecs overshoot

A_MINOR_9 = (57, 60, 64, 67, 71)  # MIDI notes
F_MAJOR_9 = (53, 57, 60, 64, 67)
CHORDS = (A_MINOR_9, F_MAJOR_9)
BARS_PER_CHORD = 2
BASS_STEPS = (2, 3, 6, 7, 10, 11, 14)  # sixteenths of a bar: the kick has the rest
STAB_STEPS = (3, 6, 11, 14)


@dataclass(frozen=True)
class Section:
    """How loud each voice is during some bars, 0 to 1; `bright` opens the pad's filter."""

    bars: float
    kick: float
    hats: float
    clap: float
    bass: float
    pad: float
    stab: float
    bright: float
    noise: float = 0.0


ARRANGEMENT = (
    Section(4, kick=0.9, hats=0.0, clap=0.0, bass=0.0, pad=0.25, stab=0.0, bright=0.0),
    Section(4, kick=0.9, hats=0.6, clap=0.0, bass=0.0, pad=0.4, stab=0.0, bright=0.2),
    Section(8, kick=1.0, hats=0.8, clap=0.8, bass=0.9, pad=0.4, stab=0.3, bright=0.3),
    Section(3, kick=0.0, hats=0.0, clap=0.0, bass=0.0, pad=0.7, stab=0.5, bright=0.4),
    Section(3, kick=0.0, hats=0.3, clap=0.3, bass=0.0, pad=0.9, stab=0.7, bright=0.9, noise=0.5),
    Section(12, kick=1.0, hats=1.0, clap=1.0, bass=1.0, pad=0.7, stab=0.9, bright=0.8),
    Section(4, kick=1.0, hats=1.0, clap=1.0, bass=1.0, pad=0.4, stab=0.0, bright=0.3),
    Section(4, kick=0.9, hats=0.5, clap=0.0, bass=0.0, pad=0.35, stab=0.2, bright=0.1),
    Section(4.5, kick=0.0, hats=0.0, clap=0.0, bass=0.0, pad=0.3, stab=0.1, bright=0.0),
)


def render_mix() -> Sound:
    """Return the mix, stereo of shape (2, samples), below full scale."""
    drums = _kicks() + _hats() + _claps()
    music = (_bass() + _pad() + _stabs()) * _ducking()
    mixed = drums + music + _risers()
    warm = np.tanh(1.35 * mixed * _fade_out())
    return _sound(warm / np.abs(warm).max() * CEILING)


def write_wav(path: Path, stereo: Sound) -> None:
    """Write 44.1 kHz 16-bit stereo."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((stereo.T * FULL_SCALE).round().astype("<i2").tobytes())


def _kicks() -> Sound:
    seconds = _seconds(0.42)
    fall = 2 * np.pi * np.cumsum(47 + 190 * np.exp(-seconds * 32)) / RATE
    thump = _sound(np.sin(fall) * np.exp(-seconds * 7) + 0.25 * np.exp(-seconds * 400))
    return _both(_play(thump * _release(thump), EVERY_BEAT, _level_at("kick", EVERY_BEAT)))


def _hats() -> Sound:
    closed, opened = _hiss(0.05, 90), _hiss(0.2, 17)
    steps = np.arange(BEATS * 4) / 4
    quiet = _play(closed, steps, 0.11 * _accents(steps) * _level_at("hats", steps))
    offbeats = EVERY_BEAT + 0.5
    loud = _play(opened, offbeats, 0.2 * _level_at("hats", offbeats))
    return np.stack((quiet * 0.8 + loud, quiet * 1.1 + loud * 0.9))


def _claps() -> Sound:
    clap = _hiss(0.22, 22, seed=SEED + 1)
    burst = _mix(np.roll(clap, round(delay * RATE)) * gain for delay, gain in ((0, 0.6), (0.011, 0.7), (0.023, 1)))
    backbeats = EVERY_BEAT[1::2]
    dry = _play(burst, backbeats, 0.2 * _level_at("clap", backbeats))
    return _both(dry) + _echo(dry, beats=0.75, gain=0.22)


def _bass() -> Sound:
    sounds = [_pluck(chord[0] - 24, seconds=0.2, decay=9, harmonics=6) for chord in CHORDS]
    return _both(_mix(_play(sound, *_pattern(BASS_STEPS, "bass", i, 0.5)) for i, sound in enumerate(sounds)))


def _stabs() -> Sound:
    dry = np.zeros(LENGTH, dtype=np.float32)
    for i, chord in enumerate(CHORDS):
        stab = _mix(_pluck(note + 12, seconds=0.3, decay=14, harmonics=5) for note in chord[1:])
        dry += _play(stab, *_pattern(STAB_STEPS, "stab", i, 0.1))
    return _both(dry) + _echo(dry, beats=0.75, gain=0.5) + _echo(dry, beats=1.5, gain=0.28)[::-1]


def _pad() -> Sound:
    dark, bright = (_both_sides(harmonics) for harmonics in (3, 14))
    openness = _automation("bright")
    return _sound((dark * (1 - openness) + bright * openness) * _automation("pad") * 0.2)


def _risers() -> Sound:
    noise = np.random.default_rng(SEED + 2).standard_normal(LENGTH).astype(np.float32)
    climb = np.zeros(LENGTH, dtype=np.float32)
    for start, stop, section in _spans():
        climb[start:stop] = section.noise * np.linspace(0, 1, stop - start) ** 2
    return _both(np.diff(noise, prepend=0) * climb * 0.1)


def _both_sides(harmonics: int) -> Sound:
    """Play the chords in turn, each ear a little out of tune with the other."""
    bars = round(BARS_PER_CHORD * BEATS_PER_BAR * BEAT)
    sides = []
    for cents in (-6, 7):
        turns = [_chord(chord, bars, cents, harmonics) for chord in CHORDS]
        sides.append(np.resize(np.concatenate(turns), LENGTH))
    return np.stack(sides)


def _chord(notes: tuple[int, ...], samples: int, cents: int, harmonics: int) -> Sound:
    seconds = np.arange(samples) / RATE
    tone = np.zeros(samples)
    for note in notes:
        for harmonic in range(1, harmonics + 1):
            tone += np.sin(2 * np.pi * harmonic * _hertz(note, cents) * seconds) / harmonic**1.3
    swell = np.minimum(1, np.minimum(seconds, seconds[::-1]) / 0.08)
    return _sound(tone * swell / len(notes))


def _pluck(note: int, seconds: float, decay: float, harmonics: int) -> Sound:
    time = _seconds(seconds)
    partials = (
        np.sin(2 * np.pi * n * _hertz(note) * time) * np.exp(-time * decay * n**0.7) / n
        for n in range(1, harmonics + 1)
    )
    tone = _mix(partials)
    return _sound(tone * np.minimum(1, time / 0.004) * _release(tone))


def _hiss(seconds: float, decay: float, seed: int = SEED) -> Sound:
    time = _seconds(seconds)
    noise = np.random.default_rng(seed).standard_normal(len(time))
    # Twice differenced, only the top of the spectrum is left.
    return _sound(np.diff(noise, n=2, prepend=(0, 0)) / 2 * np.exp(-time * decay))


def _pattern(steps: tuple[int, ...], voice: str, chord: int, gain: float) -> tuple[Beats, Sound]:
    """Return beats and gains of a pattern of sixteenths, in the bars in which `chord` sounds."""
    bars = np.arange(BEATS // BEATS_PER_BAR + 1)
    own = bars[bars // BARS_PER_CHORD % len(CHORDS) == chord]
    beats = (own[:, np.newaxis] * BEATS_PER_BAR + np.array(steps) / 4).ravel()
    beats = beats[beats < BEATS]
    return beats, gain * _level_at(voice, beats)


def _play(sound: Sound, beats: Beats, gains: Sound) -> Sound:
    track = np.zeros(LENGTH + len(sound), dtype=np.float32)
    for beat, gain in zip(beats, gains, strict=True):
        start = round(float(beat) * BEAT)
        track[start : start + len(sound)] += gain * sound
    return track[:LENGTH]


def _echo(dry: Sound, beats: float, gain: float) -> Sound:
    """Return two repeats, the first left of the middle, the second right of it."""
    first, second = (np.roll(dry, round(n * beats * BEAT)) * gain**n for n in (1, 2))
    return np.stack((first + 0.3 * second, 0.3 * first + second))


def _ducking() -> Sound:
    """Make room for each kick: the pump of the genre."""
    phase = np.arange(LENGTH) / BEAT % 1
    depth = 0.75 * np.clip(_automation("kick"), 0, 1)
    return _sound(1 - depth * np.exp(-phase * 5))


def _fade_out() -> Sound:
    left = np.arange(LENGTH)[::-1] / RATE
    return _sound(np.minimum(1, left / FADE_OUT_SECONDS))


def _automation(voice: str) -> Sound:
    """Follow a voice's level through the arrangement, gliding over two beats."""
    edges = [edge for start, stop, _ in _spans() for edge in (start + BEAT, stop - BEAT)]
    levels = [level for _, _, section in _spans() for level in (getattr(section, voice),) * 2]
    return _sound(np.interp(np.arange(LENGTH), edges, levels))


def _level_at(voice: str, beats: Beats) -> Sound:
    """Return a voice's level at each beat: drums start and stop at once."""
    stops = [stop for _, stop, _ in _spans()]
    levels = np.array([getattr(section, voice) for section in ARRANGEMENT], dtype=np.float32)
    section = np.searchsorted(stops, beats * BEAT + 1).clip(max=len(levels) - 1)
    return _sound(levels[section])


def _spans() -> list[tuple[int, int, Section]]:
    bars = np.cumsum([0.0, *(section.bars for section in ARRANGEMENT)])
    edges = [round(float(bar) * BEATS_PER_BAR * BEAT) for bar in bars]
    return list(zip(edges, edges[1:], ARRANGEMENT, strict=False))


def _accents(steps: Beats) -> Sound:
    return _sound(np.array((0.7, 0.45, 1.0, 0.6))[(steps * 4).astype(int) % 4])


def _release(sound: Sound) -> Sound:
    """Fade the last tenth, so that nothing clicks."""
    left = np.arange(len(sound))[::-1]
    return _sound(np.minimum(1, left / (len(sound) / 10)))


def _seconds(length: float) -> Beats:
    return np.arange(round(length * RATE)) / RATE


def _hertz(note: int, cents: int = 0) -> float:
    return float(440 * 2 ** ((note - 69 + cents / 100) / 12))


def _sound(samples: ArrayLike) -> Sound:
    return np.asarray(samples, dtype=np.float32)


def _mix(sounds: Iterable[Sound]) -> Sound:
    return _sound(np.sum(np.stack(list(sounds)), axis=0))


def _both(mono: Sound) -> Sound:
    return np.stack((mono, mono))
