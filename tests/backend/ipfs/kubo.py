"""The input Kubo's published test vectors are made of (IPIP-499): a ChaCha20 keystream from a seed."""

import hashlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

NO_NONCE = bytes(16)
LETTERS = "abcdefghijklmnopqrstuvwxyz01234567890-_"
MEBIBYTE = 1024 * 1024


class Keystream:
    """A stream of `size` bytes that `seed` determines."""

    def __init__(self, seed, size):
        key = hashlib.sha256(seed.encode()).digest()
        self._cipher = Cipher(algorithms.ChaCha20(key, NO_NONCE), mode=None).encryptor()
        self._left = size

    def read(self, size):
        size = min(size, self._left)
        self._left -= size
        return self._cipher.update(bytes(size))


def create_names(seed, count, length, last_length):
    """Return the file names of Kubo's directory vectors; only the last has another length."""
    stream = Keystream(seed, count * length + last_length)
    lengths = [length] * (count - 1) + [last_length]
    return ["".join(LETTERS[byte % len(LETTERS)] for byte in stream.read(size)) for size in lengths]
