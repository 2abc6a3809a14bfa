"""Content identifiers over sha2-256: version 1 for raw and DAG-PB blocks, version 0 for DAG-PB alone."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Self

from backend.ipfs import base58
from backend.ipfs.errors import ForeignCid, InvalidCid

RAW = 0x55
DAG_PB = 0x70
CODEC_NAMES = {RAW: "raw", DAG_PB: "dag-pb"}
VERSION = 0x01
SHA2_256 = 0x12
DIGEST_BYTES = 32
HASH_PREFIX = bytes((SHA2_256, DIGEST_BYTES))
# A CID of version 0 is nothing but the hash.
V0_BYTES = len(HASH_PREFIX) + DIGEST_BYTES
V1_BYTES = 2 + V0_BYTES
V0_LETTERS = 46
# base32 needs padding to whole groups of eight letters, which multibase leaves out.
BASE32_GROUP = 8


@dataclass(frozen=True, slots=True)
class Cid:
    """The address of a block: how to read it, and what it hashes to."""

    codec: int
    digest: bytes
    version: int = VERSION

    @classmethod
    def of(cls, codec: int, block: bytes, version: int = VERSION) -> Self:
        """Hash `block` into its address; raw blocks have none of version 0."""
        return cls(codec, hashlib.sha256(block).digest(), version)

    @classmethod
    def from_digest(cls, digest: bytes, codec: int = DAG_PB) -> Self:
        """Make the address of the block with this sha2-256 `digest`; a directory's root, unless told otherwise."""
        if len(digest) != DIGEST_BYTES:
            raise InvalidCid(digest.hex(), "a sha2-256 digest has 32 bytes")
        return cls(codec, digest)

    @classmethod
    def from_bytes(cls, encoded: bytes) -> Self:
        """Read a binary CID; raise `InvalidCid` for any other version, hash or codec."""
        return cls._checked(encoded, encoded.hex())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `Qm...`, or base32 (`b...`) or base16 (`f...`), upper or lower case; raise `InvalidCid`."""
        try:
            encoded = decode_text(text)
        except (ValueError, OverflowError):
            raise InvalidCid(text, "it is not written as Qm..., in base32 or in base16") from None
        return cls._checked(encoded, text)

    @classmethod
    def _checked(cls, encoded: bytes, text: str) -> Self:
        if len(encoded) == V0_BYTES and encoded.startswith(HASH_PREFIX):
            return cls(DAG_PB, encoded[len(HASH_PREFIX) :], version=0)
        if len(encoded) != V1_BYTES or encoded[0] != VERSION or encoded[2:4] != HASH_PREFIX:
            error = ForeignCid if encoded[:1] == bytes((VERSION,)) else InvalidCid
            raise error(text, "only versions 0 and 1 with a sha2-256 hash are kept")
        if encoded[1] not in CODEC_NAMES:
            raise ForeignCid(text, f"its codec {encoded[1]:#x} is neither raw nor dag-pb")
        return cls(encoded[1], encoded[4:])

    @property
    def encoded(self) -> bytes:
        """The binary form: 34 bytes in version 0, 36 in version 1."""
        if self.version == 0:
            return HASH_PREFIX + self.digest
        return bytes((VERSION, self.codec)) + HASH_PREFIX + self.digest

    def matches(self, block: bytes) -> bool:
        """Tell whether `block` hashes to this address."""
        return hashlib.sha256(block).digest() == self.digest

    def __str__(self) -> str:
        """Write the address as gateways and wallets do: `Qm...`, or lower-case base32."""
        if self.version == 0:
            return base58.encode(self.encoded)
        return "b" + base64.b32encode(self.encoded).decode().lower().rstrip("=")


def measure_cid(encoded: bytes) -> int:
    """Tell how many of the bytes belong to the CID they begin with."""
    return V0_BYTES if encoded.startswith(HASH_PREFIX) else V1_BYTES


def decode_text(text: str) -> bytes:
    """Read the binary form from its text; raise `ValueError` or `OverflowError`."""
    if len(text) == V0_LETTERS and text.startswith("Qm"):
        return base58.decode(text, V0_BYTES)
    prefix, digits = text[:1].lower(), text[1:]
    if digits not in (digits.lower(), digits.upper()):
        raise ValueError(text)
    if prefix == "f":
        return binascii.unhexlify(digits)
    if prefix == "b":
        return base64.b32decode(digits.upper() + "=" * (-len(digits) % BASE32_GROUP))
    raise ValueError(text)
