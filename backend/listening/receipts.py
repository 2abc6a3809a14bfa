"""Receipts: a signed statement that a wallet held a token at a block, for who was not there.

What is signed (Ed25519, RFC 8032) is the receipt as JSON with its names in order, no spaces, and nothing but ASCII
strings and whole numbers in it: for such objects that is their canonical form (RFC 8785).
"""

import json
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.listening.models import Play

INFO = b"hectic/receipts"  # what the key is derived for
KIND = "hectic/receipt/1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is said: `wallet` held `token_id` of `contract` at `block_number`, and a play was granted for it."""

    chain_id: int
    contract: str
    token_id: str
    wallet: str
    block_number: int
    play: str
    slug: str
    recording: str
    started_at: str
    gate_digest: str
    kind: str = KIND

    @classmethod
    def of(cls, play: Play, chain_id: int) -> "Receipt | None":
        """Return the receipt of a play, or `None` when it stands on no token."""
        if play.contract is None or play.token_id is None:
            return None
        return cls(
            chain_id=chain_id,
            contract=play.contract,
            token_id=str(play.token_id),
            wallet=play.wallet,
            block_number=play.block_number,
            play=play.id,
            slug=play.slug,
            recording=play.recording,
            started_at=play.started_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            gate_digest=play.gate_digest,
        )

    def write(self) -> bytes:
        """Return what is signed."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()


class ReceiptSigner:
    """Signs with the key of this label; whoever kept its public key recognises a receipt for good."""

    def __init__(self, key: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(key)

    @property
    def public_key(self) -> str:
        """The 32 bytes that check signatures, as hexadecimal."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, receipt: Receipt) -> str:
        """Return the 64 bytes of the signature, as hexadecimal."""
        return self._key.sign(receipt.write()).hex()
