"""The one accent colour of a page, readable by day and by night. Pure."""

import colorsys
import re
from dataclasses import dataclass

PAPER = "#f5f0e6"  # page.css names the same two grounds; a test compares them
NIGHT = "#15120f"
LABEL_COLOUR = "#b23a1e"
CONTRAST_AA = 4.5  # WCAG 2.2, 1.4.3: text of any size
GREY_SATURATION = 0.12
LIGHTNESS_STEP = 0.01
LINEAR_LIMIT = 0.04045
LUMINANCE_WEIGHTS = (0.2126, 0.7152, 0.0722)

Channels = tuple[float, float, float]


@dataclass(frozen=True)
class Accent:
    """One colour on paper and one on night, each as #rrggbb with a contrast of at least 4.5."""

    light: str
    dark: str


def choose_accent(cover_colour: str | None) -> Accent:
    """Keep the hue of the cover's colour and move its lightness until it reads; a grey gives the label's colour."""
    colour = cover_colour if cover_colour and _is_colourful(cover_colour) else LABEL_COLOUR
    return Accent(
        light=_make_readable(colour, PAPER, -LIGHTNESS_STEP), dark=_make_readable(colour, NIGHT, LIGHTNESS_STEP)
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _is_colourful(colour: str) -> bool:
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return False
    channels = _channels(colour)
    return max(channels) - min(channels) >= GREY_SATURATION


def _make_readable(colour: str, ground: str, step: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    readable = colour.lower()
    while contrast(readable, ground) < CONTRAST_AA:
        lightness = min(1.0, max(0.0, lightness + step))
        readable = _hexadecimal(colorsys.hls_to_rgb(hue, lightness, saturation))
    return readable


def _luminance(colour: str) -> float:
    return sum(weight * _linear(channel) for weight, channel in zip(LUMINANCE_WEIGHTS, _channels(colour), strict=True))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= LINEAR_LIMIT else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> Channels:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hexadecimal(channels: Channels) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
