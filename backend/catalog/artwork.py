"""Read a cover, make it safe to serve, find its colour. Knows no SQL and no HTTP."""

import colorsys
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from backend.catalog.errors import CoverTooBig, CoverTooSmall, CoverUnreadable

FORMATS = ("PNG", "JPEG", "WEBP")
COVER_SIDE_LIMIT = 8_000
COVER_SIDE_LEAST = 300
COVER_SIDE = 3_000  # marketplaces advise 3000 x 3000
THUMBNAIL_SIDE = 900
PALETTE_COLOURS = 12
SAMPLE_SIDE = 96


@dataclass(frozen=True)
class Picture:
    """An encoded picture and its media type."""

    content: bytes
    mime_type: str


@dataclass(frozen=True)
class Artwork:
    """A cover, re-encoded without metadata, its small version, and its strongest colour as #rrggbb."""

    cover: Picture
    thumbnail: Picture
    accent: str


def read_artwork(path: Path) -> Artwork:
    """Return the artwork of the picture at `path`; raises `CoverUnreadable`, `CoverTooBig` or `CoverTooSmall`."""
    try:
        with Image.open(path, formats=FORMATS) as opened:
            _check_size(*opened.size)
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise CoverUnreadable from error
    image.thumbnail((COVER_SIDE, COVER_SIDE))
    small = ImageOps.fit(image, (min(THUMBNAIL_SIDE, *image.size),) * 2)
    return Artwork(_encode(image, "JPEG", 92), _encode(small, "WEBP", 84), _find_accent(image))


def _check_size(width: int, height: int) -> None:
    if max(width, height) > COVER_SIDE_LIMIT:
        raise CoverTooBig(width, height, COVER_SIDE_LIMIT)
    if min(width, height) < COVER_SIDE_LEAST:
        raise CoverTooSmall(width, height, COVER_SIDE_LEAST)


def _encode(image: Image.Image, kind: str, quality: int) -> Picture:
    sink = io.BytesIO()
    image.save(sink, kind, quality=quality)
    return Picture(sink.getvalue(), f"image/{kind.lower()}")


def _find_accent(image: Image.Image) -> str:
    """Return the most vivid of the colours that cover enough of the picture."""
    sample = image.resize((SAMPLE_SIDE, SAMPLE_SIDE)).quantize(PALETTE_COLOURS).convert("RGB")
    counted = sample.getcolors(SAMPLE_SIDE**2) or []
    best = max(counted, key=lambda entry: _weigh(entry[0], entry[1]))
    red, green, blue = _channels(best[1])
    return f"#{red:02x}{green:02x}{blue:02x}"


def _weigh(count: int, colour: object) -> float:
    _, saturation, value = colorsys.rgb_to_hsv(*(channel / 255 for channel in _channels(colour)))
    return float(saturation * value * count**0.25)


def _channels(colour: object) -> tuple[int, int, int]:
    if not isinstance(colour, tuple):
        msg = "an RGB picture has colours of three channels"
        raise TypeError(msg)
    red, green, blue = colour
    return int(red), int(green), int(blue)
