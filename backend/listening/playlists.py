"""Playlists of a mix for many listeners (HLS, RFC 8216): fragments of one file, each by its byte range. Pure."""

from collections.abc import Mapping
from math import ceil

from backend.catalog.models import FileKind, Fragments

MEDIA_TYPE = "application/vnd.apple.mpegurl"
MASTER = "master.m3u8"
# What every player reads comes first: those that do not choose take it.
NAMES = {FileKind.HLS_AAC: "aac", FileKind.HLS_OPUS: "opus"}
CODECS = {FileKind.HLS_AAC: "mp4a.40.2", FileKind.HLS_OPUS: "opus"}
BITS = 8
HEADING = ("#EXTM3U", "#EXT-X-VERSION:7")


def write_playlists(fragments: Mapping[FileKind, Fragments]) -> dict[str, str]:
    """Return the playlists of a release by their names, none where it has no renditions."""
    kinds = [kind for kind in NAMES if kind in fragments]
    if not kinds:
        return {}
    written = {f"{NAMES[kind]}.m3u8": _write_media(NAMES[kind], fragments[kind]) for kind in kinds}
    return written | {MASTER: _write_master({kind: fragments[kind] for kind in kinds})}


def _write_master(fragments: Mapping[FileKind, Fragments]) -> str:
    lines = [*HEADING, "#EXT-X-INDEPENDENT-SEGMENTS"]
    for kind, parts in fragments.items():
        peak, average = _measure_bandwidth(parts)
        lines += [
            f'#EXT-X-STREAM-INF:BANDWIDTH={peak},AVERAGE-BANDWIDTH={average},CODECS="{CODECS[kind]}"',
            f"{NAMES[kind]}.m3u8",
        ]
    return _join(lines)


def _write_media(name: str, fragments: Fragments) -> str:
    longest = max(seconds for _, seconds in fragments.pieces)
    lines = [
        *HEADING,
        f"#EXT-X-TARGETDURATION:{ceil(longest)}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{name}.mp4",BYTERANGE="{fragments.head_bytes}@0"',
    ]
    start = fragments.head_bytes
    for size, seconds in fragments.pieces:
        lines += [f"#EXTINF:{seconds:.6f},", f"#EXT-X-BYTERANGE:{size}@{start}", f"{name}.mp4"]
        start += size
    return _join([*lines, "#EXT-X-ENDLIST"])


def _measure_bandwidth(fragments: Fragments) -> tuple[int, int]:
    """Return the highest and the average bits per second; a short piece at the end says nothing (RFC 8216 §4.3.4.2)."""
    longest = max(seconds for _, seconds in fragments.pieces)
    peak = max(size / seconds for size, seconds in fragments.pieces if seconds >= longest / 2)
    total_bytes, total_seconds = map(sum, zip(*fragments.pieces, strict=True))
    return ceil(BITS * peak), ceil(BITS * total_bytes / total_seconds)


def _join(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
