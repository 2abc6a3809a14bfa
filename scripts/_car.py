"""Read content archives (CAR v1) as they arrive: every block must hash to its address, and the first root is known."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts._refusal import Refusal

CHUNK_BYTES = 256 * 1024
SHA2_256 = b"\x12\x20"
DIGEST_BYTES = 32
CID_V0_BYTES = 2 + DIGEST_BYTES
CID_V1_BYTES = 4 + DIGEST_BYTES
BASE32_GROUP = 8
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LONGEST_VARINT = 10
MORE = 0x80
HEADER_LIMIT = 1024
SECTION_LIMIT = 2 * 1024 * 1024 + CID_V1_BYTES


class CarBroken(Refusal):
    """An archive is not what its name says."""

    def __init__(self, cid: str, reason: str) -> None:
        super().__init__(f"The archive of {cid} is broken: {reason}. Fetch it again from a server that has it.")


class CarCheck:
    """Checks an archive whose bytes are fed in pieces of any length, in the memory of one block."""

    def __init__(self, cid: str) -> None:
        self._cid = cid
        self._root = decode_cid(cid)
        self._waiting = bytearray()
        self._has_header = False
        self._has_root = False

    def feed(self, piece: bytes) -> None:
        """Take more bytes; raises `CarBroken` at the first block that is wrong."""
        self._waiting += piece
        position = 0
        while (section := self._find_section(position)) is not None:
            start, stop = section
            self._check(bytes(self._waiting[start:stop]))
            position = stop
        del self._waiting[:position]

    def finish(self) -> None:
        """Raise `CarBroken` unless what was fed is a whole archive that holds its root."""
        if self._waiting or not self._has_header:
            raise CarBroken(self._cid, "it is cut off")
        if not self._has_root:
            raise CarBroken(self._cid, "the block it is named after is not in it")

    def _find_section(self, position: int) -> tuple[int, int] | None:
        """Return where the section after `position` starts and stops, `None` while it has not arrived whole."""
        size = 0
        for count in range(LONGEST_VARINT):
            if position + count >= len(self._waiting):
                return None
            byte = self._waiting[position + count]
            size |= (byte & (MORE - 1)) << (7 * count)
            if byte < MORE:
                break
        if not 0 < size <= (SECTION_LIMIT if self._has_header else HEADER_LIMIT):
            raise CarBroken(self._cid, f"a section claims {size:,} bytes")
        start = position + count + 1
        return (start, start + size) if start + size <= len(self._waiting) else None

    def _check(self, section: bytes) -> None:
        if not self._has_header:
            if section != encode_header(self._root):
                raise CarBroken(self._cid, "it starts with the header of another")
            self._has_header = True
            return
        width = CID_V0_BYTES if section.startswith(SHA2_256) else CID_V1_BYTES
        cid, block = section[:width], section[width:]
        if cid[-DIGEST_BYTES - 2 : -DIGEST_BYTES] != SHA2_256 or hashlib.sha256(block).digest() != cid[-DIGEST_BYTES:]:
            raise CarBroken(self._cid, "a block does not hash to its address")
        self._has_root = self._has_root or cid == self._root


def check_car(cid: str, path: Path) -> None:
    """Raise `CarBroken` unless the file at `path` is a whole archive of `cid`."""
    check = CarCheck(cid)
    for chunk in read_chunks(path):
        check.feed(chunk)
    check.finish()


def checked(cid: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pass on the pieces of an archive of `cid` while they are checked; raises `CarBroken`."""
    check = CarCheck(cid)
    for piece in pieces:
        check.feed(piece)
        yield piece
    check.finish()


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield the content of a file in pieces."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def encode_header(root: bytes) -> bytes:
    """Write the canonical header of an archive with one root, a binary CID."""
    tagged = b"\xd8\x2a\x58" + bytes((len(root) + 1,)) + b"\x00" + root
    return b"\xa2\x65roots\x81" + tagged + b"\x67version\x01"


def decode_cid(text: str) -> bytes:
    """Return a CID's bytes: version 1 in base32, or version 0 (`Qm...`); raises `CarBroken` when it is neither."""
    try:
        if text.startswith("Qm"):
            encoded = _decode_base58(text)
        else:
            digits = text.removeprefix("b").upper()
            encoded = base64.b32decode(digits + "=" * (-len(digits) % BASE32_GROUP))
    except ValueError:
        encoded = b""
    if len(encoded) not in (CID_V0_BYTES, CID_V1_BYTES):
        raise CarBroken(text, "that is no address of content")
    return encoded


def _decode_base58(text: str) -> bytes:
    number = 0
    for letter in text:
        number = number * len(BASE58) + BASE58.index(letter)
    return number.to_bytes(CID_V0_BYTES, "big")
