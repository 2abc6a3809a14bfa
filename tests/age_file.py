"""Age files (age-encryption.org/v1) that open at once: they ask for little of the work that makes guessing slow."""

import base64
import hashlib
import hmac
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = "age-encryption.org/v1"
WORK_FACTOR = 4  # 2^4 rounds; a file that `pyrage` wrote takes 2^18 or so, a second each time it is opened
FILE_KEY, SALT, NONCE = b"k" * 16, b"s" * 16, b"n" * 16
LAST_CHUNK = bytes(11) + b"\x01"


def seal_quickly(keys, passphrase):
    """Return `keys` as an age file of one chunk; it opens as any other does, but in no time."""
    header = _write_header(passphrase)
    mac = hmac.digest(_derive(b"", b"header"), header, "sha256")
    sealed = ChaCha20Poly1305(_derive(NONCE, b"payload")).encrypt(LAST_CHUNK, json.dumps(keys).encode(), None)
    return header + b" " + _encode(mac) + b"\n" + NONCE + sealed


def _write_header(passphrase):
    salt = VERSION.encode() + b"/scrypt" + SALT
    wrapping = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**WORK_FACTOR, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), FILE_KEY, None)
    return b"%s\n-> scrypt %s %d\n%s\n---" % (VERSION.encode(), _encode(SALT), WORK_FACTOR, _encode(wrapped))


def _derive(salt, use):
    return HKDF(hashes.SHA256(), length=32, salt=salt, info=use).derive(FILE_KEY)


def _encode(binary):
    return base64.b64encode(binary).rstrip(b"=")
