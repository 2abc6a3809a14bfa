"""The text a wallet signs to sign in (EIP-4361)."""

from dataclasses import dataclass
from datetime import UTC, datetime

VERSION = "1"


@dataclass(frozen=True)
class SignInRequest:
    """Everything the text says; `expires_at` is when it stops being accepted."""

    domain: str
    uri: str
    address: str
    statement: str
    chain_id: int
    nonce: str
    issued_at: datetime
    expires_at: datetime


def write_message(request: SignInRequest) -> str:
    """Return the EIP-4361 text of `request`, lines ended by a bare line feed."""
    return "\n".join(
        (
            f"{request.domain} wants you to sign in with your Ethereum account:",
            request.address,
            "",
            request.statement,
            "",
            f"URI: {request.uri}",
            f"Version: {VERSION}",
            f"Chain ID: {request.chain_id}",
            f"Nonce: {request.nonce}",
            f"Issued At: {_rfc_3339(request.issued_at)}",
            f"Expiration Time: {_rfc_3339(request.expires_at)}",
        )
    )


def _rfc_3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
