"""Sign in with a wallet: hand out a text once, take its signature once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.clock import Clock
from backend.core.db import Database
from backend.identity.account_repository import AccountRepository
from backend.identity.contract_wallets import ContractWallets
from backend.identity.errors import ChallengeMissing, MessageChanged, SignatureWrong
from backend.identity.members import Member, find_member, hash_cookie
from backend.identity.message import SignInRequest, write_message
from backend.identity.models import Account, Session, SignInChallenge, Wallet
from backend.identity.recovery import find_signer, hash_message
from backend.identity.repository import ChallengeRepository, SessionRepository

CHALLENGE_LIFE = timedelta(minutes=5)
SESSION_LIFE = timedelta(days=7)
NONCE_BYTES = 16
TOKEN_BYTES = 32
ID_BYTES = 16
AGENT_LENGTH = 200
STATEMENT = "Sign in to this label. This costs nothing and moves nothing."
ADD_STATEMENT = "Add this wallet to the account of {address} at this label. This costs nothing and moves nothing."


@dataclass(frozen=True)
class Site:
    """Where people sign in: what their wallet shows them."""

    domain: str
    uri: str
    chain_id: int


@dataclass(frozen=True)
class Browser:
    """What a browser carries: cookies as it sent them, `agent` as it calls itself."""

    challenge: str | None
    cookie: str | None
    agent: str


class IdentityService:
    """The use cases of sign-in; tokens are what cookies carry, only their hashes are stored."""

    def __init__(self, database: Database, contract_wallets: ContractWallets, site: Site, clock: Clock) -> None:
        self._database = database
        self._contract_wallets = contract_wallets
        self._site = site
        self._clock = clock

    async def create_challenge(self, address: str, member: Member | None) -> tuple[str, str]:
        """Return the text for `address` to sign and the token that ties it to this browser."""
        now, token = self._clock(), secrets.token_urlsafe(TOKEN_BYTES)
        # Somebody else's open session must not swallow a wallet unseen: the text names the account it is added to.
        host = member if member and address not in member.wallets else None
        challenge = SignInChallenge(
            token_hash=hash_cookie(token),
            address=address,
            account_id=host.account if host else None,
            message=write_message(self._ask(address, host, now)),
            expires_at=now + CHALLENGE_LIFE,
        )
        async with self._database.transaction() as session:
            challenges = ChallengeRepository(session)
            await challenges.delete_expired(now)
            challenges.add(challenge)
        return challenge.message, token

    async def sign_in(self, browser: Browser, message: str, signature: str) -> tuple[Session, str]:
        """Return the new session and its token; the challenge is used up whatever comes of it."""
        challenge = await self._take_challenge(browser.challenge)
        if challenge is None:
            raise ChallengeMissing
        if challenge.message != message:
            raise MessageChanged
        is_contract = await self._check_signature(challenge, signature)
        return await self._open_session(challenge, browser, is_contract=is_contract)

    async def sign_out(self, cookie: str | None) -> None:
        """End the session of a cookie."""
        if cookie:
            async with self._database.transaction() as session:
                await SessionRepository(session).delete_by_cookie(hash_cookie(cookie))

    def _ask(self, address: str, host: Member | None, now: datetime) -> SignInRequest:
        return SignInRequest(
            domain=self._site.domain,
            uri=self._site.uri,
            address=address,
            statement=ADD_STATEMENT.format(address=host.address) if host else STATEMENT,
            chain_id=self._site.chain_id,
            nonce=secrets.token_hex(NONCE_BYTES),
            issued_at=now,
            expires_at=now + CHALLENGE_LIFE,
        )

    async def _take_challenge(self, token: str | None) -> SignInChallenge | None:
        """Use a challenge up in a transaction of its own, so that a wrong signature cannot give it back."""
        if not token:
            return None
        async with self._database.transaction() as session:
            challenge = await ChallengeRepository(session).take(hash_cookie(token))
        return challenge if challenge and challenge.expires_at > self._clock() else None

    async def _check_signature(self, challenge: SignInChallenge, signature: str) -> bool:
        """Tell whether a contract accepted the signature, where no key made it; raises `SignatureWrong`.

        The key is tried first: it costs no question. So an account whose key delegated to code (EIP-7702) is still
        its key's, and is its code's as well.
        """
        raw, digest = _unhex(signature), hash_message(challenge.message)
        if raw is None:
            raise SignatureWrong(challenge.address)
        if find_signer(digest, raw) == challenge.address:
            return False
        if not await self._contract_wallets.accepts(challenge.address, digest, raw):
            raise SignatureWrong(challenge.address)
        return True

    async def _open_session(
        self, challenge: SignInChallenge, browser: Browser, *, is_contract: bool
    ) -> tuple[Session, str]:
        now, token = self._clock(), secrets.token_urlsafe(TOKEN_BYTES)
        async with self._database.transaction() as session:
            account_id = await _choose_account(session, challenge, browser.cookie, now)
            wallet = Wallet(address=challenge.address, account_id=account_id, is_contract=is_contract, proven_at=now)
            await AccountRepository(session).record_proof(wallet)
            sessions = SessionRepository(session)
            await sessions.delete_of_wallet(wallet.address, except_account=account_id)
            await sessions.delete_ended(now)
            if browser.cookie:
                # Whoever knew the old cookie shall not know what it becomes.
                await sessions.delete_by_cookie(hash_cookie(browser.cookie))
            opened = Session(
                token_hash=hash_cookie(token),
                id=secrets.token_hex(ID_BYTES),
                account_id=account_id,
                address=challenge.address,
                agent=browser.agent[:AGENT_LENGTH],
                created_at=now,
                seen_at=now,
                expires_at=now + SESSION_LIFE,
            )
            sessions.add(opened)
        return opened, token


async def _choose_account(session: AsyncSession, challenge: SignInChallenge, cookie: str | None, now: datetime) -> str:
    """Return the account the text named, else the wallet's own, else a new one."""
    if challenge.account_id is not None:
        member = await find_member(session, cookie, now) if cookie else None
        if member is None or member.account != challenge.account_id:
            raise ChallengeMissing
        return challenge.account_id
    accounts = AccountRepository(session)
    wallet = await accounts.find_wallet(challenge.address)
    if wallet is not None:
        return wallet.account_id
    account = Account(id=secrets.token_hex(ID_BYTES), created_at=now)
    await accounts.add(account)
    return account.id


def _unhex(signature: str) -> bytes | None:
    try:
        return bytes.fromhex(signature.removeprefix("0x"))
    except ValueError:
        return None
