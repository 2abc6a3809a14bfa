"""The files of a release: are they there, and are they what the manifest says."""

import hashlib
from pathlib import Path

from scripts._manifest import Manifest
from scripts._refusal import Refusal

AUDIO_LIMIT_BYTES = 2 * 1024**3
COVER_LIMIT_BYTES = 25 * 1024**2
PICTURE_HEAD_BYTES = 12


class MediaMissing(Refusal):
    """A file of the release is not where the manifest says."""

    def __init__(self, field: str, path: Path) -> None:
        super().__init__(f"{field}: there is no file {path}, correct the path.")


class MediaEmpty(Refusal):
    """A file of the release holds nothing."""

    def __init__(self, field: str, path: Path) -> None:
        super().__init__(f"{field}: {path} is empty, export it again.")


class MediaTooLarge(Refusal):
    """A file of the release is over the limit."""

    def __init__(self, field: str, path: Path, size: int, limit: int) -> None:
        super().__init__(
            f"{field}: {path} has {size / 1024**2:,.0f} MB, at most {limit / 1024**2:,.0f} MB are taken: "
            "export it smaller."
        )


class CoverNotAnImage(Refusal):
    """The cover is another kind of file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"cover: {path} is not an image, give a PNG, JPEG or WebP file.")


def check_media(manifest: Manifest) -> None:
    """Refuse files that are missing, empty, too large or evidently wrong, before any is sent."""
    _check_file("audio", manifest.audio, AUDIO_LIMIT_BYTES)
    _check_file("cover", manifest.cover, COVER_LIMIT_BYTES)
    with manifest.cover.open("rb") as cover:
        if not _is_picture(cover.read(PICTURE_HEAD_BYTES)):
            raise CoverNotAnImage(manifest.cover)


def digest_file(path: Path) -> str:
    """Return the SHA-256 of the file at `path`, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_file(field: str, path: Path, limit: int) -> None:
    if not path.is_file():
        raise MediaMissing(field, path)
    size = path.stat().st_size
    if size == 0:
        raise MediaEmpty(field, path)
    if size > limit:
        raise MediaTooLarge(field, path, size, limit)


def _is_picture(head: bytes) -> bool:
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return is_webp or head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
