"""Who a session cookie stands for."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.core.db import Executor
from backend.identity.repository import SessionRepository

SIGHTING_STEP = timedelta(minutes=5)
"""How exactly `seen_at` is kept: a write on every request would cost more than the request."""


@dataclass(frozen=True, slots=True)
class Member:
    """Whoever is signed in, as one request sees them."""

    account: str
    session: str
    """The public id of the session, never the cookie."""
    address: str
    """The wallet that signed in here, in checksum case."""
    wallets: tuple[str, ...]
    """Every proven wallet of the account, `address` first."""
    seen_at: datetime | None = field(default=None, compare=False)
    """When the session was last written down as used."""

    def is_sighting_due(self, now: datetime) -> bool:
        """Tell whether it is time to write down that the session is used."""
        return self.seen_at is not None and now - self.seen_at >= SIGHTING_STEP


async def find_member(executor: Executor, cookie: str, now: datetime) -> Member | None:
    """Return whose cookie this is, unless the session ended: 12 hours unused, 7 days old, or signed out."""
    rows = await SessionRepository(executor).list_session_wallets(hash_cookie(cookie), now)
    if not rows:
        return None
    account, public_id, address, seen_at, _ = rows[0]
    wallets = tuple(wallet for *_, wallet in rows)
    return Member(account, public_id, address, wallets, seen_at) if address in wallets else None


def hash_cookie(cookie: str) -> str:
    """Return what `sessions.token_hash` holds of a cookie: SHA-256 in hexadecimal."""
    return hashlib.sha256(cookie.encode()).hexdigest()
