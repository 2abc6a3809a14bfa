"""What a browser keeps while its wallet signs: asking costs this server no row, and nobody else can write it."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

INFO = b"hectic/challenges"  # what the key of the book is derived for
DIGEST = "sha256"
CHALLENGE_LIFE = timedelta(minutes=5)
SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Host:
    """The account a wallet is added to, and the wallet that is signed in there."""

    account: str
    address: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the text to sign was made of."""

    address: str
    nonce: str
    issued_at: datetime
    host: Host | None = None

    @property
    def expires_at(self) -> datetime:
        """When it stops being accepted."""
        return self.issued_at + CHALLENGE_LIFE


class ChallengeBook:
    """Writes challenges for cookies and reads them back (HMAC-SHA256)."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, challenge: Challenge) -> str:
        """Return the challenge as text for a cookie."""
        host = challenge.host or Host("", "")
        seconds = str(int(challenge.issued_at.timestamp()))
        payload = SEPARATOR.join((challenge.address, challenge.nonce, seconds, host.account, host.address))
        return payload + SEPARATOR + self._sign(payload)

    def read(self, token: str, now: datetime) -> Challenge | None:
        """Return the challenge of a cookie, or `None` when this server did not write it or it is too old."""
        payload, _, signature = token.rpartition(SEPARATOR)
        if not hmac.compare_digest(signature.encode(), self._sign(payload).encode()):
            return None
        address, nonce, seconds, account, host_address = payload.split(SEPARATOR)
        host = Host(account, host_address) if account else None
        challenge = Challenge(address, nonce, datetime.fromtimestamp(int(seconds), UTC), host)
        return challenge if now < challenge.expires_at else None

    def _sign(self, payload: str) -> str:
        return urlsafe_b64encode(hmac.digest(self._key, payload.encode(), DIGEST)).decode().rstrip("=")
