"""Whose key signed a text (EIP-191), in C: 0.1 ms where pure Python takes 14."""

from eth_keys.exceptions import BadSignature
from eth_keys.main import KeyAPI
from eth_utils.crypto import keccak
from eth_utils.exceptions import ValidationError

from backend.identity.errors import RecoverySlow

SIGNATURE_BYTES = 65
NATIVE_BACKEND = "CoinCurveECCBackend"
OLD_V = 27
"""What wallets add to the recovery id in the last byte; some hardware adds nothing."""


def check_recovery_is_native() -> None:
    """Raise `RecoverySlow` where signatures would be recovered in Python: anybody could keep the server busy."""
    backend = type(KeyAPI().backend).__name__
    if backend != NATIVE_BACKEND:
        raise RecoverySlow(backend)


def hash_message(message: str) -> bytes:
    """Return the digest a wallet signs for a text (EIP-191, version 0x45)."""
    raw = message.encode()
    return keccak(b"\x19Ethereum Signed Message:\n" + str(len(raw)).encode() + raw)


def find_signer(digest: bytes, signature: bytes) -> str | None:
    """Return the checksummed address whose key signed `digest`, or `None` when this is no signature of a key."""
    if len(signature) != SIGNATURE_BYTES:
        return None
    recovery_id = signature[-1] - OLD_V if signature[-1] >= OLD_V else signature[-1]
    keys = KeyAPI()
    try:
        parsed = keys.Signature(signature[:-1] + bytes([recovery_id]))
        return str(parsed.recover_public_key_from_msg_hash(digest).to_checksum_address())
    except (BadSignature, ValidationError, ValueError):
        return None
