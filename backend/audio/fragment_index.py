"""Where the fragments of an fMP4 file begin and how long they sound (ISO 14496-12 §4.2, §8.8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from backend.audio.errors import HeaderBroken

BOX_HEADER_BYTES = 8
FULL_BOX_BYTES = BOX_HEADER_BYTES + 4  # version and flags behind the header
TIMESCALE_OFFSETS = (FULL_BOX_BYTES + 8, FULL_BOX_BYTES + 16)  # of `mdhd`, by version
# `tfhd`: what may stand before the duration all samples share, and the flag that it is there.
TFHD_BEFORE_DURATION = {0x01: 8, 0x02: 4}
TFHD_DURATION = 0x08
# `trun`: what may stand before the samples, and the fields each sample may have, its duration first.
TRUN_BEFORE_SAMPLES = {0x01: 4, 0x04: 4}
TRUN_DURATION = 0x100
TRUN_FIELDS = (TRUN_DURATION, 0x200, 0x400, 0x800)


@dataclass(frozen=True, slots=True)
class Fragment:
    """One piece of a fragmented file: a `moof` and its `mdat`."""

    size_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class FragmentIndex:
    """How a fragmented file is laid out: its head, then the fragments one behind the other."""

    head_bytes: int
    fragments: tuple[Fragment, ...]


def read_index(path: Path) -> FragmentIndex:
    """Measure the fragments of a file; raises HeaderBroken when it has none."""
    with path.open("rb") as file:
        boxes = list(_iterate_boxes(file))
        moofs = [start for name, start in boxes if name == b"moof"]
        if not moofs:
            raise HeaderBroken
        scale = _read_timescale(_read(file, 0, moofs[0]))
        stops = [*moofs[1:], path.stat().st_size]
        ticks = [_count_ticks(_read(file, moof, stop)) for moof, stop in zip(moofs, stops, strict=True)]
    sizes = [stop - start for start, stop in pairwise([*moofs, stops[-1]])]
    seconds = [round(tick / scale, 6) for tick in ticks]
    return FragmentIndex(moofs[0], tuple(map(Fragment, sizes, seconds)))


def _iterate_boxes(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield the name and the place of every box of a file."""
    start = 0
    while header := _read(file, start, start + BOX_HEADER_BYTES):
        size = int.from_bytes(header[:4], "big")
        if size < BOX_HEADER_BYTES:
            raise HeaderBroken
        yield header[4:], start
        start += size


def _read(file: BinaryIO, start: int, stop: int) -> bytes:
    file.seek(start)
    return file.read(stop - start)


def _find(box: bytes, *path: bytes) -> bytes:
    """Return the box that `path` leads to within the boxes `box` begins with; raises HeaderBroken."""
    start = 0
    while start + BOX_HEADER_BYTES <= len(box):
        size = int.from_bytes(box[start : start + 4], "big")
        if size < BOX_HEADER_BYTES:
            break
        if box[start + 4 : start + BOX_HEADER_BYTES] == path[0]:
            found = box[start : start + size]
            return _find(found[BOX_HEADER_BYTES:], *path[1:]) if path[1:] else found
        start += size
    raise HeaderBroken


def _read_timescale(head: bytes) -> int:
    header = _find(head, b"moov", b"trak", b"mdia", b"mdhd")
    return _integer(header, TIMESCALE_OFFSETS[header[BOX_HEADER_BYTES]])


def _count_ticks(fragment: bytes) -> int:
    """Return how long a fragment sounds, in units of the time scale."""
    track = _find(fragment, b"moof", b"traf")[BOX_HEADER_BYTES:]
    run = _find(track, b"trun")
    flags, samples = _flags(run), _integer(run, FULL_BOX_BYTES)
    if not flags & TRUN_DURATION:
        return samples * _shared_duration(_find(track, b"tfhd"))
    first = FULL_BOX_BYTES + 4 + _width(flags, TRUN_BEFORE_SAMPLES)
    step = 4 * sum(bool(flags & field) for field in TRUN_FIELDS)
    return sum(_integer(run, first + number * step) for number in range(samples))


def _shared_duration(header: bytes) -> int:
    flags = _flags(header)
    if not flags & TFHD_DURATION:
        raise HeaderBroken
    return _integer(header, FULL_BOX_BYTES + 4 + _width(flags, TFHD_BEFORE_DURATION))


def _width(flags: int, fields: dict[int, int]) -> int:
    return sum(width for flag, width in fields.items() if flags & flag)


def _flags(box: bytes) -> int:
    return _integer(box, BOX_HEADER_BYTES) & 0xFF_FFFF


def _integer(box: bytes, offset: int) -> int:
    return int.from_bytes(box[offset : offset + 4], "big")
