"""Unsigned LEB128 numbers (multiformats unsigned-varint, protobuf varint)."""

from backend.ipfs.errors import MalformedVarint
from backend.ipfs.streams import Readable

LONGEST_VARINT = 10  # bytes; holds 64 bits
MORE = 0x80
SEVEN_BITS = 0x7F


def encode(number: int) -> bytes:
    """Write `number` in as few bytes as possible."""
    encoded = bytearray()
    while number > SEVEN_BITS:
        encoded.append(number & SEVEN_BITS | MORE)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def decode(message: bytes, position: int) -> tuple[int, int]:
    """Read the number at `position`; return it and the position after it.

    Raises `MalformedVarint` when it is cut off, above 64 bits, or longer than needed.
    """
    number = 0
    for count in range(LONGEST_VARINT):
        if position + count >= len(message):
            msg = "a number is cut off"
            raise MalformedVarint(msg)
        byte = message[position + count]
        number |= (byte & SEVEN_BITS) << (7 * count)
        if byte < MORE:
            _check_minimal(byte, count)
            return number, position + count + 1
    msg = "a number is longer than 64 bits"
    raise MalformedVarint(msg)


def read(stream: Readable) -> int | None:
    """Read one number from `stream`, or `None` at its end."""
    encoded = stream.read(1)
    if not encoded:
        return None
    while encoded[-1] >= MORE and len(encoded) < LONGEST_VARINT:
        byte = stream.read(1)
        if not byte:
            break
        encoded += byte
    return decode(encoded, 0)[0]


def _check_minimal(last_byte: int, count: int) -> None:
    if count and last_byte == 0:
        msg = "a number is written longer than needed"
        raise MalformedVarint(msg)
