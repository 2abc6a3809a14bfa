"""Keys for one purpose each, made from the one secret of a label."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


def derive_key(sealing_key: str, info: bytes) -> bytes:
    """Return 32 bytes for the purpose `info` names (HKDF-SHA256, RFC 5869), from the hexadecimal SEALING_KEY."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(bytes.fromhex(sealing_key))
