"""Sign in with a wallet: hand out a text once, take its signature once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from eth_account import Account
from eth_account.messages import encode_defunct
from eth_keys.exceptions import BadSignature
from eth_utils.exceptions import ValidationError

from backend.core.clock import Clock
from backend.identity.errors import ChallengeMissing, MessageChanged, SignatureWrong
from backend.identity.message import SignInRequest, write_message
from backend.identity.models import Session, SignInChallenge
from backend.identity.repository import IdentityRepository

CHALLENGE_LIFE = timedelta(minutes=5)
SESSION_LIFE = timedelta(days=7)
NONCE_BYTES = 16
TOKEN_BYTES = 32
SIGNATURE_BYTES = 65
STATEMENT = "Sign in to this label. This costs nothing and moves nothing."


@dataclass(frozen=True)
class Site:
    """Where people sign in: what their wallet shows them."""

    domain: str
    uri: str
    chain_id: int


class IdentityService:
    """The use cases of sign-in; tokens are what cookies carry, only their hashes are stored."""

    def __init__(self, repository: IdentityRepository, site: Site, clock: Clock) -> None:
        self._repository = repository
        self._site = site
        self._clock = clock

    async def create_challenge(self, address: str) -> tuple[str, str]:
        """Return the text for `address` to sign and the token that ties it to this browser."""
        now = self._clock()
        await self._repository.delete_expired(now)
        request = SignInRequest(
            domain=self._site.domain,
            uri=self._site.uri,
            address=address,
            statement=STATEMENT,
            chain_id=self._site.chain_id,
            nonce=secrets.token_hex(NONCE_BYTES),
            issued_at=now,
            expires_at=now + CHALLENGE_LIFE,
        )
        message, token = write_message(request), secrets.token_urlsafe(TOKEN_BYTES)
        self._repository.add_challenge(
            SignInChallenge(token_hash=_hash(token), address=address, message=message, expires_at=request.expires_at)
        )
        return message, token

    async def sign_in(self, challenge_token: str | None, message: str, signature: str) -> tuple[Session, str]:
        """Return the new session and its token; an accepted challenge is used up."""
        challenge = await self._take_challenge(challenge_token)
        if challenge is None:
            raise ChallengeMissing
        if challenge.message != message:
            raise MessageChanged
        if _recover(message, signature) != challenge.address:
            raise SignatureWrong(challenge.address)
        return self._open_session(challenge.address)

    async def sign_out(self, token: str | None) -> None:
        """End the session of a cookie."""
        if token:
            await self._repository.delete_session(_hash(token))

    async def _take_challenge(self, token: str | None) -> SignInChallenge | None:
        challenge = await self._repository.take_challenge(_hash(token)) if token else None
        return challenge if challenge and challenge.expires_at > self._clock() else None

    def _open_session(self, address: str) -> tuple[Session, str]:
        now, token = self._clock(), secrets.token_urlsafe(TOKEN_BYTES)
        session = Session(token_hash=_hash(token), address=address, created_at=now, expires_at=now + SESSION_LIFE)
        self._repository.add_session(session)
        return session, token


async def find_viewer(repository: IdentityRepository, token: str, now: datetime) -> str | None:
    """Return the address a session cookie stands for, or `None`."""
    session = await repository.find_session(_hash(token), now)
    return session.address if session else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _recover(message: str, signature: str) -> str | None:
    """Return the address that signed `message` (EIP-191), or `None` when the signature is malformed."""
    try:
        raw = bytes.fromhex(signature.removeprefix("0x"))
        if len(raw) != SIGNATURE_BYTES:
            return None
        return str(Account.recover_message(encode_defunct(text=message), signature=raw))
    except (BadSignature, ValidationError, ValueError):
        return None
