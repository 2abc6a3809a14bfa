"""What kind of file some bytes are, by their first bytes and then by their name."""

import codecs
from dataclasses import dataclass
from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"
JSON = "application/json"
HTML = "text/html; charset=utf-8"
SVG = "image/svg+xml"
# A browser may run scripts found in these.
ACTIVE = (HTML, SVG)

BY_SUFFIX = {
    ".json": JSON,
    ".html": HTML,
    ".htm": HTML,
    ".svg": SVG,
    ".txt": "text/plain; charset=utf-8",
}
MARKUP_SUFFIXES = ((b"<svg", SVG), (b"<!doctype svg", SVG), (b"<!doctype html", HTML), (b"<html", HTML))


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes that a kind of file has at a fixed place."""

    media_type: str
    mark: bytes
    offset: int = 0

    def fits(self, sample: bytes) -> bool:
        """Tell whether the file that begins with `sample` is of this kind."""
        return sample.startswith(self.mark, self.offset)


# The only MP4 and Ogg files of a label are sound.
SIGNATURES = (
    Signature("image/png", b"\x89PNG\r\n\x1a\n"),
    Signature("image/jpeg", b"\xff\xd8\xff"),
    Signature("image/gif", b"GIF8"),
    Signature("image/webp", b"WEBPVP8", offset=8),
    Signature("audio/mp4", b"ftyp", offset=4),
    Signature("audio/ogg", b"OggS"),
)


def detect(sample: bytes, name: str) -> str:
    """Return the media type of a file called `name` that begins with `sample`, a few thousand bytes."""
    signed = next((signature.media_type for signature in SIGNATURES if signature.fits(sample)), None)
    return signed or BY_SUFFIX.get(PurePosixPath(name).suffix.lower()) or _detect_text(sample)


def is_active(media_type: str) -> bool:
    """Tell whether a browser might run what it finds in such a file."""
    return media_type in ACTIVE


def _detect_text(sample: bytes) -> str:
    start = sample.lstrip(b" \t\r\n").lower()
    # Token files are called "1", "2", ...: only their first letter says that they are JSON.
    if start.startswith((b"{", b"[")):
        return JSON if _is_utf8(sample) else UNKNOWN
    if start.startswith(b"<?xml") and b"<svg" in start:
        return SVG
    return next((media_type for mark, media_type in MARKUP_SUFFIXES if start.startswith(mark)), UNKNOWN)


def _is_utf8(sample: bytes) -> bool:
    try:
        # The sample may end inside a letter.
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return False
    return True
