"""keccak256 in C, and what it is asked for most: the checksum case of addresses."""

# The one that `eth_hash.auto` prefers takes thirteen times as long, and a long list of wallets is 100,000 digests.
from eth_hash.backends.pysha3 import backend

keccak = backend.keccak256


def write_checksum(address: str) -> str:
    """Return an address of 0x and 40 hexadecimal digits in checksum case (EIP-55)."""
    digits = address[2:].lower()
    digest = keccak(digits.encode()).hex()
    return "0x" + "".join(map(_raise_case, digits, digest))


def _raise_case(digit: str, nibble: str) -> str:
    return digit.upper() if nibble >= "8" else digit
