"""Content archives: CAR v1 files with a canonical header (IPLD CARv1 specification)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from backend.ipfs import varint
from backend.ipfs.cid import DAG_PB, V1_BYTES, VERSION, Cid, measure_cid
from backend.ipfs.errors import InvalidCid, MalformedCar, MalformedVarint
from backend.ipfs.streams import Readable, read_fully

# The header is the DAG-CBOR map {"roots": [cid, ...], "version": 1}; strict readers want its keys in this order.
MAP_OF_TWO_AND_ROOTS = b"\xa2\x65roots"
ARRAY = 0x80
# A CID is tag 42 around a byte string that begins with a zero.
CID_TAG = b"\xd8\x2a"
BYTE_STRING = 0x40
LONG_BYTE_STRING = 0x58  # the length, if it is 24 or more, is in the next byte
TAG_BYTES = len(CID_TAG) + 3
VERSION_ONE = b"\x67version\x01"
MAX_SHORT = 23  # how much fits in the first byte of an array or a byte string
MAX_HEADER_BYTES = 1024
# Kubo exchanges blocks of up to 2 MiB.
MAX_BLOCK_BYTES = 2 * 1024 * 1024
NOT_CANONICAL = "its header is not the canonical one of version 1"


@dataclass(frozen=True, slots=True)
class BlockPosition:
    """Where the bytes of a block lie in a CAR file."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Car:
    """An opened archive; `blocks` are read and checked one at a time."""

    roots: tuple[Cid, ...]
    blocks: Iterator[tuple[Cid, bytes]]


class Writable(Protocol):
    """A file, as far as an archive needs one."""

    def write(self, content: bytes, /) -> int:
        """Append, and return how many bytes that were: all of them."""
        ...

    def seek(self, offset: int, /) -> int:
        """Go on writing at `offset`."""
        ...


class CarWriter:
    """Write blocks to a seekable file whose one root is known only at the end, but for its version."""

    def __init__(self, file: Writable, root_version: int = VERSION) -> None:
        self.positions: dict[bytes, BlockPosition] = {}
        self._file = file
        # Zeros hold the header's place, so that an unfinished file can never be read as an archive.
        self._offset = file.write(bytes(len(encode_header([Cid.of(DAG_PB, b"", root_version)]))))

    def put(self, cid: Cid, block: bytes) -> None:
        """Append `block`, unless the archive already has it."""
        if cid.digest in self.positions:
            return
        prefix = encode_prefix(cid, len(block))
        self._file.write(prefix)
        self._file.write(block)
        self.positions[cid.digest] = BlockPosition(self._offset + len(prefix), len(block))
        self._offset += len(prefix) + len(block)

    def finish(self, root: Cid) -> None:
        """Write the header in front of the blocks."""
        self._file.seek(0)
        self._file.write(encode_header([root]))


def encode_header(roots: Sequence[Cid]) -> bytes:
    """Write the section that opens an archive with up to 23 `roots`."""
    if len(roots) > MAX_SHORT:
        msg = f"an archive has at most {MAX_SHORT} roots here"
        raise MalformedCar(msg)
    listed = b"".join(CID_TAG + _byte_string(b"\0" + root.encoded) for root in roots)
    header = MAP_OF_TWO_AND_ROOTS + bytes((ARRAY | len(roots),)) + listed + VERSION_ONE
    return varint.encode(len(header)) + header


def encode_prefix(cid: Cid, length: int) -> bytes:
    """Write what stands before the `length` bytes of a block."""
    encoded = cid.encoded
    return varint.encode(len(encoded) + length) + encoded


def read_car(stream: Readable) -> Car:
    """Open an archive; raise `MalformedCar`, at once for its header and while iterating for a wrong block."""
    header = _read_section(stream, MAX_HEADER_BYTES)
    if header is None:
        msg = "the file is empty"
        raise MalformedCar(msg)
    return Car(_decode_header(header), _read_blocks(stream))


def _byte_string(content: bytes) -> bytes:
    size = len(content)
    head = (BYTE_STRING | size,) if size <= MAX_SHORT else (LONG_BYTE_STRING, size)
    return bytes(head) + content


def _decode_header(header: bytes) -> tuple[Cid, ...]:
    listed = header[len(MAP_OF_TWO_AND_ROOTS) + 1 : -len(VERSION_ONE)]
    roots: list[Cid] = []
    while listed:
        cid, listed = _split_cid(listed[TAG_BYTES:], NOT_CANONICAL)
        roots.append(cid)
    # One canonical way to write a header means that reading it is guessing it and writing it again.
    if encode_header(roots) != varint.encode(len(header)) + header:
        raise MalformedCar(NOT_CANONICAL)
    return tuple(roots)


def _read_blocks(stream: Readable) -> Iterator[tuple[Cid, bytes]]:
    while (section := _read_section(stream, V1_BYTES + MAX_BLOCK_BYTES)) is not None:
        cid, block = _split_cid(section, "a block has an address of a kind this label does not keep")
        if not cid.matches(block):
            msg = f"the block {cid} does not hash to its address"
            raise MalformedCar(msg)
        yield cid, block


def _split_cid(encoded: bytes, problem: str) -> tuple[Cid, bytes]:
    size = measure_cid(encoded)
    try:
        return Cid.from_bytes(encoded[:size]), encoded[size:]
    except InvalidCid as error:
        raise MalformedCar(problem) from error


def _read_section(stream: Readable, limit: int) -> bytes | None:
    try:
        size = varint.read(stream)
    except MalformedVarint as error:
        raise MalformedCar(error.reason) from error
    if size is None:
        return None
    if size == 0 or size > limit:
        msg = f"a section of {size} bytes is outside 1 to {limit}"
        raise MalformedCar(msg)
    section = read_fully(stream, size)
    if len(section) != size:
        msg = "the file is cut off"
        raise MalformedCar(msg)
    return section
