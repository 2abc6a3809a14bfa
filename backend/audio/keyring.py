"""Content keys, stored only wrapped (RFC 3394) by the label's sealing key."""

import secrets

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from backend.audio.errors import KeyDoesNotOpen
from backend.audio.sealing import KEY_BYTES


def create_content_key() -> bytes:
    """Return a new random key of 32 bytes; each sealed file gets its own."""
    return secrets.token_bytes(KEY_BYTES)


class Keyring:
    """Wraps and unwraps content keys with the sealing key, 64 hexadecimal digits."""

    def __init__(self, sealing_key: str) -> None:
        self._sealing_key = bytes.fromhex(sealing_key)

    def wrap(self, content_key: bytes) -> bytes:
        """Return the 32-byte `content_key` wrapped, 40 bytes."""
        return aes_key_wrap(self._sealing_key, content_key)

    def unwrap(self, wrapped: bytes) -> bytes:
        """Return the content key in `wrapped`; raises KeyDoesNotOpen when another sealing key wrapped it."""
        try:
            return aes_key_unwrap(self._sealing_key, wrapped)
        except InvalidUnwrap as error:
            raise KeyDoesNotOpen from error
