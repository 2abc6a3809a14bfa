"""Content identifiers: CIDv1 over sha2-256, for raw and DAG-PB blocks."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Self

from backend.ipfs.errors import InvalidCid

RAW = 0x55
DAG_PB = 0x70
CODEC_NAMES = {RAW: "raw", DAG_PB: "dag-pb"}
VERSION = 0x01
SHA2_256 = 0x12
DIGEST_BYTES = 32
CID_BYTES = 4 + DIGEST_BYTES
# base32 needs padding to whole groups of eight letters, which multibase leaves out.
BASE32_GROUP = 8


@dataclass(frozen=True, slots=True)
class Cid:
    """The address of a block: how to read it, and what it hashes to."""

    codec: int
    digest: bytes

    @classmethod
    def of(cls, codec: int, block: bytes) -> Self:
        """Hash `block` into its address."""
        return cls(codec, hashlib.sha256(block).digest())

    @classmethod
    def from_digest(cls, digest: bytes, codec: int = DAG_PB) -> Self:
        """Make the address of the block with this sha2-256 `digest`; a directory's root, unless told otherwise."""
        if len(digest) != DIGEST_BYTES:
            raise InvalidCid(digest.hex(), "a sha2-256 digest has 32 bytes")
        return cls(codec, digest)

    @classmethod
    def from_bytes(cls, encoded: bytes) -> Self:
        """Read a binary CIDv1; raise `InvalidCid` for any other version, hash or codec."""
        return cls._checked(encoded, encoded.hex())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a CIDv1 in base32 (`b...`) or base16 (`f...`), upper or lower case; raise `InvalidCid`."""
        try:
            encoded = _decode_multibase(text)
        except (binascii.Error, ValueError):
            raise InvalidCid(text, "it is not written in base32 or base16") from None
        return cls._checked(encoded, text)

    @classmethod
    def _checked(cls, encoded: bytes, text: str) -> Self:
        if len(encoded) != CID_BYTES or encoded[0] != VERSION or encoded[2:4] != bytes((SHA2_256, DIGEST_BYTES)):
            raise InvalidCid(text, "only version 1 with a sha2-256 hash is kept")
        if encoded[1] not in CODEC_NAMES:
            raise InvalidCid(text, f"its codec {encoded[1]:#x} is neither raw nor dag-pb")
        return cls(encoded[1], encoded[4:])

    @property
    def encoded(self) -> bytes:
        """The 36 bytes of the binary form."""
        return bytes((VERSION, self.codec, SHA2_256, DIGEST_BYTES)) + self.digest

    def matches(self, block: bytes) -> bool:
        """Tell whether `block` hashes to this address."""
        return hashlib.sha256(block).digest() == self.digest

    def __str__(self) -> str:
        """Write the address in lower-case base32, as gateways and wallets do."""
        return "b" + base64.b32encode(self.encoded).decode().lower().rstrip("=")


def _decode_multibase(text: str) -> bytes:
    prefix, digits = text[:1].lower(), text[1:]
    if digits not in (digits.lower(), digits.upper()):
        raise ValueError(text)
    if prefix == "f":
        return binascii.unhexlify(digits)
    if prefix == "b":
        return base64.b32decode(digits.upper() + "=" * (-len(digits) % BASE32_GROUP))
    raise ValueError(text)
