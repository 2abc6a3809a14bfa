"""Paint the sample release's cover: a record cut into strips that slide like the faders of a mixer."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Field = NDArray[np.float32]
"""One value a pixel, shape (height, width)."""

SIDE = 1500
SEED = 124
INK = (21, 18, 17)
PAPER = (244, 235, 220)
VERMILION = (255, 70, 26)
AMBER = (255, 176, 62)

STRIPS = 12
PAPER_STRIPS = (2, 5, 9)
SLIDES = (0.0, 0.02, -0.03, 0.055, -0.02, 0.09, 0.035, -0.075, 0.05, -0.04, 0.02, 0.0)
DISC, GROOVES, LABEL, HOLE = 0.385, 0.365, 0.15, 0.012  # radii as parts of the side
GROOVE_COUNT = 46
LEAD_OUT, LEAD_IN = 0.03, 0.985  # the smooth rings beside label and edge, as parts of the grooves


def paint_cover(path: Path) -> None:
    """Write the cover as PNG, 1500 pixels square."""
    Image.fromarray(paint()).save(path, compress_level=6)


def paint() -> NDArray[np.uint8]:
    """Return the cover's pixels, shape (1500, 1500, 3)."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    strip = (x * STRIPS).astype(int)
    paper = np.isin(strip, PAPER_STRIPS).astype(np.float32)
    slide = np.array(SLIDES, dtype=np.float32)[strip]
    radius, angle = np.hypot(x - 0.5, y - 0.5 - slide), np.arctan2(x - 0.5, y - 0.5 - slide)
    ground, label = _blend(_sunset(y), _colour(PAPER), paper), _blend(_colour(PAPER), _sunset(y), paper)
    shine = _blend(_colour(AMBER), _colour(PAPER), paper)
    picture = _blend(ground, _colour(INK), _inside(radius, DISC))
    picture = _blend(picture, shine, _grooves(radius, angle))
    picture = _blend(picture, label, _inside(radius, LABEL))
    picture = _blend(picture, _colour(INK), _inside(radius, HOLE))
    return (picture + _grain()[..., np.newaxis]).clip(0, 255).astype(np.uint8)


def _grooves(radius: Field, angle: Field) -> Field:
    """Draw grooves, wider where the light falls on them and where the music is loud."""
    position = (radius - LABEL) / (GROOVES - LABEL)
    light = np.abs(np.cos(angle - 0.7)) ** 10 + 0.35 * np.abs(np.cos(angle - 2.0)) ** 24
    loud = 0.5 + 0.5 * np.sin(position * 19 + 2 * np.sin(position * 7))
    wave = np.abs((position * GROOVE_COUNT) % 1 - 0.5) * 2
    edge = 2 * GROOVE_COUNT / (GROOVES - LABEL) / SIDE  # how much the wave changes over one pixel
    line = ((0.10 + 0.34 * light * loud - wave) / edge + 0.5).clip(0, 1)
    brightness = (0.16 + 0.84 * light * (0.4 + 0.6 * loud)).clip(0, 1)
    between = (position > LEAD_OUT) & (position < LEAD_IN)
    return np.asarray(line * brightness * between, dtype=np.float32)


def _inside(radius: Field, edge: float) -> Field:
    """Cover a disc, its edge one pixel soft."""
    return ((edge - radius) * SIDE + 0.5).clip(0, 1)


def _sunset(y: Field) -> Field:
    return _blend(_colour(VERMILION), _colour(AMBER), (y * 1.5 - 0.35).clip(0, 1))


def _colour(rgb: tuple[int, int, int]) -> Field:
    return np.array(rgb, dtype=np.float32)


def _blend(below: Field, above: Field, cover: Field) -> Field:
    return below + (above - below) * cover[..., np.newaxis]


def _grain() -> Field:
    """Return the paper's grain, coarse enough to compress."""
    noise = np.random.default_rng(SEED).integers(-3, 4, (SIDE // 2, SIDE // 2))
    return noise.repeat(2, axis=0).repeat(2, axis=1).astype(np.float32)
