"""Tickets: the part of a sound's address that works in one browser, for one play."""

import hmac
from base64 import urlsafe_b64encode

INFO = b"hectic/tickets"  # what the key of the book is derived for
DIGEST = "sha256"


class TicketBook:
    """Writes and reads tickets (HMAC-SHA256 over the play and the hash of the session's cookie)."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, play_id: str, cookie_hash: str) -> str:
        """Return the ticket of a play in the browser with this cookie: always the same text."""
        return f"{play_id}.{self._sign(play_id, cookie_hash)}"

    def read(self, ticket: str, cookie_hash: str) -> str | None:
        """Return the play a ticket is for, or `None` when it is forged or came from another browser."""
        play_id, _, signature = ticket.partition(".")
        expected = self._sign(play_id, cookie_hash)
        return play_id if hmac.compare_digest(signature.encode(), expected.encode()) else None

    def _sign(self, play_id: str, cookie_hash: str) -> str:
        # Neither holds a line break, so no two pairs are signed as the same bytes.
        digest = hmac.digest(self._key, f"{play_id}\n{cookie_hash}".encode(), DIGEST)
        return urlsafe_b64encode(digest).decode().rstrip("=")
