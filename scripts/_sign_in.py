"""Read a sign-in text before signing it (EIP-4361): a wallet's user would, and a server may be someone else's."""

import re
from urllib.parse import urlsplit

from scripts._refusal import Refusal

MESSAGE = re.compile(
    r"(?P<domain>[^\s/]+) wants you to sign in with your Ethereum account:\n"
    r"(?P<address>0x[0-9a-fA-F]{40})\n"
    r"\n(?:(?P<statement>[^\n]+)\n)?\n"
    r"URI: (?P<uri>\S+)\n"
    r"Version: 1\n"
    r"Chain ID: (?P<chain_id>[0-9]+)\n"
    r"Nonce: [0-9a-zA-Z]{8,}\n"
    r"Issued At: \S+"
    r"(?:\nExpiration Time: \S+)?"
)

URI = "URI"


class MessageUnreadable(Refusal):
    """The server wants something signed that is not a sign-in."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"The backend at {url} wants a text signed that is no sign-in (EIP-4361): nothing was signed, "
            "check --backend."
        )


class MessageForAnother(Refusal):
    """The sign-in would be valid somewhere else, or for someone else."""

    def __init__(self, field: str, given: str, wanted: str) -> None:
        super().__init__(
            f"The backend's sign-in text names the {field} {given} instead of {wanted}, so nothing was signed: "
            "check --backend, --account and --network, and the backend's PUBLIC_URL."
        )


def check_message(message: str, url: str, address: str, chain_id: int) -> None:
    """Raise unless `message` signs `address` in at the server of `url` for this chain, and does nothing else."""
    parts = MESSAGE.fullmatch(message)
    if parts is None:
        raise MessageUnreadable(url)
    wanted = {
        "domain": urlsplit(url).netloc,
        "address": address,
        "chain_id": str(chain_id),
    }
    for field, value in wanted.items():
        if parts[field] != value:
            raise MessageForAnother(field.replace("_", " "), parts[field], value)
    if urlsplit(parts["uri"]).netloc != wanted["domain"]:
        raise MessageForAnother(URI, parts["uri"], url)
