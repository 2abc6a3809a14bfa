"""Seal audio before it is pinned on public storage, and open any part of it again.

The format is Tink's streaming AEAD AES-GCM-HKDF (developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming) with
AES-256, HKDF-SHA256 and ciphertext segments of 64 KiB, sixteen of which fill one IPFS block:

    header   1 byte: 40 | 32 bytes: salt | 7 bytes: nonce prefix
    segments AES-256-GCM(key: HKDF(content key, salt, associated), nonce: prefix | number, 4 bytes | 1 if last else 0)

The first segment is 40 bytes shorter, so that every segment starts on a multiple of 64 KiB.
"""

import secrets
from collections.abc import Callable, Iterator
from shutil import copyfileobj
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.audio.errors import SealBroken

KEY_BYTES = 32
SALT_BYTES = 32
PREFIX_BYTES = 7
HEADER_BYTES = 1 + SALT_BYTES + PREFIX_BYTES
TAG_BYTES = 16
SEGMENT_BYTES = 64 * 1024
PLAIN_SEGMENT_BYTES = SEGMENT_BYTES - TAG_BYTES

ReadAt = Callable[[int, int], bytes]
"""Called with offset and length; returns fewer bytes at the end only."""


class Source(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


def sealed_size(plain_size: int) -> int:
    """Return how many bytes `plain_size` bytes take when sealed."""
    segments = max(1, -(-(plain_size + HEADER_BYTES) // PLAIN_SEGMENT_BYTES))
    return HEADER_BYTES + plain_size + segments * TAG_BYTES


def plain_size(sealed_size: int) -> int:
    """Return how many bytes are sealed in `sealed_size` bytes; raises SealBroken when that cannot be."""
    segments = -(-sealed_size // SEGMENT_BYTES)
    size = sealed_size - HEADER_BYTES - segments * TAG_BYTES
    last_segment = sealed_size - (segments - 1) * SEGMENT_BYTES
    if size < 0 or (segments > 1 and last_segment <= TAG_BYTES):
        raise SealBroken
    return size


def seal(source: Source, sink: BinaryIO, key: bytes, associated: bytes) -> None:
    """Seal everything in `source` into `sink`; `associated` names what it is and must be the same when it is opened."""
    copyfileobj(sealing_stream(source, key, associated), sink, SEGMENT_BYTES)


def sealing_stream(source: Source, key: bytes, associated: bytes) -> "SealingStream":
    """Return a stream of what `source` becomes when sealed with a 32-byte `key`, which must seal nothing else."""
    return SealingStream(source, key, associated)


class SealingStream:
    """Seals while it is read, one segment ahead."""

    def __init__(self, source: Source, key: bytes, associated: bytes) -> None:
        self._segments = _seal_segments(source, key, associated)
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes, all that is left when negative, none at the end."""
        pieces, length = [self._rest], len(self._rest)
        while (size < 0 or length < size) and (segment := next(self._segments, b"")):
            pieces.append(segment)
            length += len(segment)
        ready = b"".join(pieces)
        end = length if size < 0 else size
        # Sixteen segments are a leaf: then neither part is copied.
        self._rest = ready[end:]
        return ready[:end]


class SealedReader:
    """Random access to sealed audio: reads and authenticates only the segments that are needed.

    Opening reads the header and the last segment, so that `size` is proven and not only claimed. Everything raises
    SealBroken when the seal does not hold.
    """

    def __init__(self, read_at: ReadAt, sealed_size: int, key: bytes, associated: bytes) -> None:
        self.size = plain_size(sealed_size)
        self._read_at = read_at
        self._sealed_size = sealed_size
        self._last_number = (sealed_size - 1) // SEGMENT_BYTES
        header = read_at(0, HEADER_BYTES)
        if len(header) != HEADER_BYTES or header[0] != HEADER_BYTES:
            raise SealBroken
        self._cipher = _cipher(key, header[1 : 1 + SALT_BYTES], associated)
        self._prefix = header[1 + SALT_BYTES :]
        self._open_segment(self._last_number, read_at)

    def read(self, start: int, stop: int, read_at: ReadAt | None = None) -> bytes:
        """Return the bytes from `start` up to `stop`, fewer when that is behind the end; see `stream`."""
        return b"".join(self.stream(start, stop, read_at))

    def stream(self, start: int, stop: int, read_at: ReadAt | None = None) -> Iterator[bytes]:
        """Yield the bytes from `start` up to `stop`, at most a segment (64 KiB) at a time.

        `read_at` reads the same sealed bytes in another way, such as one that never waits.
        """
        read_at = read_at or self._read_at
        position, stop = max(0, start), min(stop, self.size)
        while position < stop:
            number, offset = divmod(position + HEADER_BYTES, PLAIN_SEGMENT_BYTES)
            # The header takes the room of 40 bytes in the first segment.
            skipped = offset - HEADER_BYTES if number == 0 else offset
            piece = self._open_segment(number, read_at)[skipped : skipped + stop - position]
            position += len(piece)
            yield piece

    def _open_segment(self, number: int, read_at: ReadAt) -> bytes:
        start = number * SEGMENT_BYTES or HEADER_BYTES
        stop = min((number + 1) * SEGMENT_BYTES, self._sealed_size)
        nonce = _nonce(self._prefix, number, is_last=number == self._last_number)
        try:
            return self._cipher.decrypt(nonce, read_at(start, stop - start), None)
        except InvalidTag as error:
            raise SealBroken from error


def _seal_segments(source: Source, key: bytes, associated: bytes) -> Iterator[bytes]:
    salt, prefix = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(PREFIX_BYTES)
    cipher = _cipher(key, salt, associated)
    yield bytes([HEADER_BYTES]) + salt + prefix
    number, plain = 0, _read_fully(source, PLAIN_SEGMENT_BYTES - HEADER_BYTES)
    while following := _read_fully(source, PLAIN_SEGMENT_BYTES):
        yield cipher.encrypt(_nonce(prefix, number, is_last=False), plain, None)
        number, plain = number + 1, following
    yield cipher.encrypt(_nonce(prefix, number, is_last=True), plain, None)


def _read_fully(source: Source, size: int) -> bytes:
    """Read `size` bytes, fewer at the end only: a network stream may hand out any number at a time."""
    piece = source.read(size)
    # Files give all at once: nothing to put together.
    if len(piece) in (0, size):
        return piece
    pieces = bytearray(piece)
    while len(pieces) < size and (piece := source.read(size - len(pieces))):
        pieces += piece
    return bytes(pieces)


def _cipher(key: bytes, salt: bytes, associated: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, associated).derive(key))


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])
