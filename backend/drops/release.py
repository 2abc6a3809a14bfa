"""How a release is named on chain."""

from eth_utils.crypto import keccak


def hash_slug(slug: str) -> str:
    """Return the release's 32 bytes on chain, as 0x hex: Keccak-256 of the slug in UTF-8."""
    return "0x" + keccak(text=slug).hex()
