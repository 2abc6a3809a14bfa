"""Tell what a file holds by its first bytes: its name proves nothing, and only these demuxers are ever opened.

FFmpeg reads playlists, concatenations and network streams too; an upload that is one could make it fetch addresses or
read files of this machine, so FFmpeg is never asked to guess.
"""

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from backend.audio.errors import AudioEmpty, EndMissing, NotAudio

HEAD_BYTES = 4096
ID3_HEADER_BYTES = 10
ID3_TAGS_LIMIT = 3  # editors that do not find the old tag put a second one before it
RIFF_HEADER_BYTES = 8
MPEG_HEADER_BYTES = 4
MPEG_SYNCS = (0xFFF, 0xFFE)  # MPEG-1 and 2; 2.5
ADTS_SYNC = 0xFFF
LAYER_III = 0b01
FORBIDDEN_BIT_RATES = (0, 0xF)
FORBIDDEN_SAMPLE_RATE = 0b11
MP3_INDEXES = (b"Xing", b"Info", b"VBRI")  # they state how many frames follow
OGG_PAGE_BYTES = 65_307
OGG_FLAGS_OFFSET = 5
OGG_END_OF_STREAM = 0x04
# Programs that cannot know the size write the largest one, or one near a signed limit.
RIFF_SIZE_UNKNOWN_FROM = 0x7FFF_0000
RIFF_MISSING_SHARE = 0.01

KNOWN_STRANGERS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive",
    b"Rar!": "a RAR archive",
    b"FORM": "AIFF",
    b"\x1aE\xdf\xa3": "Matroska or WebM",
    b"#EXTM3U": "a playlist",
}


@dataclass(frozen=True)
class Content:
    """What a file holds; `states_duration` is false where its length can only be guessed before decoding."""

    container: str
    mime_type: str
    demuxer: str
    states_duration: bool = True


WAV = Content("wav", "audio/wav", "wav")
FLAC = Content("flac", "audio/flac", "flac")
OGG = Content("ogg", "audio/ogg", "ogg")
MP4 = Content("mp4", "audio/mp4", "mp4")
ADTS = Content("adts", "audio/aac", "aac", states_duration=False)
MP3 = Content("mp3", "audio/mpeg", "mp3")
MP3_WITHOUT_INDEX = Content("mp3", "audio/mpeg", "mp3", states_duration=False)


def identify(path: Path) -> Content:
    """Name the content of a file; raises AudioEmpty, NotAudio, or EndMissing for a WAV or Ogg that was cut."""
    size = path.stat().st_size
    if size == 0:
        raise AudioEmpty
    with path.open("rb") as file:
        head = _head_behind_id3(file)
        content = _content_of(head)
        if content is WAV:
            _check_riff_size(head, size)
        if content is OGG:
            _check_last_page(file, size)
    if content is None:
        raise NotAudio(_describe(head)) if head else AudioEmpty
    return content


def _head_behind_id3(file: BinaryIO) -> bytes:
    head = file.read(HEAD_BYTES)
    for _ in range(ID3_TAGS_LIMIT):
        if not head.startswith(b"ID3") or len(head) < ID3_HEADER_BYTES:
            break
        # Seven bits a byte (ID3v2.4 §6.2); covers make these tags megabytes long.
        tag_bytes = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        file.seek(tag_bytes + ID3_HEADER_BYTES - len(head), 1)
        head = file.read(HEAD_BYTES)
    return head


def _content_of(head: bytes) -> Content | None:
    if head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return WAV
    if head.startswith(b"fLaC"):
        return FLAC
    if head.startswith(b"OggS"):
        return OGG
    if head[4:8] == b"ftyp":
        return MP4
    return _mpeg_content_of(head.lstrip(b"\0"))


def _mpeg_content_of(head: bytes) -> Content | None:
    """Read an MPEG audio frame header (ISO 11172-3 §2.4.1.3), which is also how ADTS begins (ISO 13818-7 §6.2)."""
    header = int.from_bytes(head[:MPEG_HEADER_BYTES], "big")
    sync, layer = header >> 20, (header >> 17) & 0b11
    if sync == ADTS_SYNC and layer == 0:
        return ADTS
    bit_rate, sample_rate = (header >> 12) & 0xF, (header >> 10) & 0b11
    has_rates = bit_rate not in FORBIDDEN_BIT_RATES and sample_rate != FORBIDDEN_SAMPLE_RATE
    if sync not in MPEG_SYNCS or layer != LAYER_III or not has_rates:
        return None
    has_index = any(name in head for name in MP3_INDEXES)
    return MP3 if has_index else MP3_WITHOUT_INDEX


def _check_riff_size(head: bytes, size: int) -> None:
    declared = int.from_bytes(head[4:8], "little") + RIFF_HEADER_BYTES
    is_known = head.startswith(b"RIFF") and declared < RIFF_SIZE_UNKNOWN_FROM
    if is_known and size < declared * (1 - RIFF_MISSING_SHARE):
        raise EndMissing


def _check_last_page(file: BinaryIO, size: int) -> None:
    """Look for the page marked as the last one (RFC 3533 §6): without it an Ogg file is just shorter when cut."""
    file.seek(max(0, size - 2 * OGG_PAGE_BYTES))
    tail = file.read()
    flags = tail.rfind(b"OggS") + OGG_FLAGS_OFFSET
    if b"OggS" not in tail or len(tail) <= flags or not tail[flags] & OGG_END_OF_STREAM:
        raise EndMissing


def _describe(head: bytes) -> str:
    for magic, name in KNOWN_STRANGERS.items():
        if head.startswith(magic):
            return name
    return "text" if _is_text(head) else "no audio this label reads"


def _is_text(head: bytes) -> bool:
    # Incremental, because the last character may be cut in the middle.
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head
