"""Byte ranges (RFC 9110 §14): which part of a file a request asks for."""

import re
from dataclasses import dataclass

from backend.core.errors import RangeNotSatisfiable

UNIT_PREFIX = "bytes="
SPECIFIER = re.compile(r"(?P<first>[0-9]*)-(?P<last>[0-9]*)")
# A longer number lies beyond any file, and Python refuses to read endless digits.
LONGEST_NUMBER = 18
BEYOND_ANY_FILE = 10**LONGEST_NUMBER


class RangeOutside(RangeNotSatisfiable):
    """The range asked for begins after the last byte."""

    def __init__(self, header: str, size: int) -> None:
        super().__init__(
            f"The file has {size} bytes and '{header}' lies outside them. Ask for a range inside the file."
        )
        self.headers = {"Content-Range": f"bytes */{size}"}


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes from `start` up to, not including, `stop`."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """How many bytes these are."""
        return self.stop - self.start

    def content_range(self, size: int) -> str:
        """Word the `Content-Range` header of a file of `size` bytes."""
        return f"bytes {self.start}-{self.stop - 1}/{size}"


def parse(header: str | None, size: int) -> ByteRange | None:
    """Read a `Range` header against a file of `size` bytes; `None` means answer with the whole file.

    Several ranges, other units and malformed headers are answered whole, as RFC 9110 §14.2 allows.
    Raises `RangeOutside` (416), whose `headers` carry the size, when no byte of the range exists.
    """
    specifier = _find_single_specifier(header)
    if header is None or specifier is None:
        return None
    first, last = specifier
    if first is None:
        return _suffix(header, last or 0, size)
    if last is not None and last < first:
        return None
    if first >= size:
        raise RangeOutside(header, size)
    return ByteRange(first, size if last is None else min(last + 1, size))


def _suffix(header: str, length: int, size: int) -> ByteRange | None:
    if length == 0:
        raise RangeOutside(header, size)
    # The last bytes of an empty file are all of it, and Content-Range has no word for that.
    return ByteRange(max(0, size - length), size) if size else None


def _find_single_specifier(header: str | None) -> tuple[int | None, int | None] | None:
    if header is None or not header.lower().startswith(UNIT_PREFIX):
        return None
    elements = [element.strip(" \t") for element in header[len(UNIT_PREFIX) :].split(",")]
    written = [element for element in elements if element]
    match = SPECIFIER.fullmatch(written[0]) if len(written) == 1 else None
    if match is None or match[0] == "-":
        return None
    return _number(match["first"]), _number(match["last"])


def _number(digits: str) -> int | None:
    if not digits:
        return None
    significant = digits.lstrip("0")
    return int(significant or "0") if len(significant) <= LONGEST_NUMBER else BEYOND_ANY_FILE
