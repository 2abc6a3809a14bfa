"""Sign in with a wallet: hand out a text once, take its signature once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.core.clock import Clock
from backend.core.db import Database, Executor
from backend.identity.account_repository import AccountRepository
from backend.identity.challenges import Challenge, ChallengeBook, Host
from backend.identity.contract_wallets import ContractWallets
from backend.identity.errors import ChallengeMissing, MessageChanged, SignatureWrong
from backend.identity.members import Member, hash_cookie
from backend.identity.message import SignInRequest, write_message
from backend.identity.recovery import find_signer, hash_message
from backend.identity.repository import ChallengeRepository, SessionRepository, Spending

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A session that begins, and the cookie nobody is told again."""

    address: str
    expires_at: datetime
    cookie: str


@dataclass(frozen=True, slots=True)
class Proof:
    """That whoever answers a challenge has its wallet; `owner` is the account that proved the same before."""

    challenge: Challenge
    owner: str | None
    is_contract: bool


@dataclass(frozen=True)
class Browser:
    """What a browser carries: cookies as it sent them, `agent` as it calls itself, and who is signed in there."""

    challenge: str | None
    cookie: str | None
    agent: str
    member: Member | None


class IdentityService:
    """The use cases of sign-in; of a session's cookie only the hash is stored."""

    def __init__(
        self,
        database: Database,
        challenges: ChallengeBook,
        contract_wallets: ContractWallets,
        site: Site,
        clock: Clock,
    ) -> None:
        self._database = database
        self._challenges = challenges
        self._contract_wallets = contract_wallets
        self._site = site
        self._clock = clock

    def create_challenge(self, address: str, member: Member | None) -> tuple[str, str]:
        """Return the text for `address` to sign and the token that ties it to this browser."""
        # Somebody else's open session must not swallow a wallet unseen: the text names the account it is added to.
        host = Host(member.account, member.address) if member and address not in member.wallets else None
        now = self._clock().replace(microsecond=0)
        challenge = Challenge(address, secrets.token_hex(NONCE_BYTES), now, host)
        return self._write(challenge), self._challenges.write(challenge)

    async def sign_in(self, browser: Browser, message: str, signature: str) -> Entry:
        """Open a session; the challenge is used up whatever comes of it."""
        challenge = self._find_challenge(browser)
        raw, text = _unhex(signature), self._write(challenge)
        if raw is not None and message == text and find_signer(hash_message(text), raw) == challenge.address:
            async with self._database.short_transaction() as executor:
                spending = await _use_up(executor, challenge)
                return await self._open_session(
                    executor, Proof(challenge, spending.account_id, is_contract=False), browser
                )
        # In a transaction of its own: what is refused now is not taken back, and a node is asked outside of any.
        async with self._database.short_transaction() as executor:
            await _use_up(executor, challenge)
        if message != text:
            raise MessageChanged
        await self._ask_contract(challenge.address, hash_message(text), raw)
        async with self._database.short_transaction() as executor:
            owner = await AccountRepository(executor).find_account_of(challenge.address)
            return await self._open_session(executor, Proof(challenge, owner, is_contract=True), browser)

    async def sign_out(self, cookie: str | None) -> None:
        """End the session of a cookie."""
        if cookie:
            async with self._database.short_transaction() as executor:
                await SessionRepository(executor).delete_by_cookie(hash_cookie(cookie))

    def _write(self, challenge: Challenge) -> str:
        host = challenge.host
        request = SignInRequest(
            domain=self._site.domain,
            uri=self._site.uri,
            address=challenge.address,
            statement=ADD_STATEMENT.format(address=host.address) if host else STATEMENT,
            chain_id=self._site.chain_id,
            nonce=challenge.nonce,
            issued_at=challenge.issued_at,
            expires_at=challenge.expires_at,
        )
        return write_message(request)

    def _find_challenge(self, browser: Browser) -> Challenge:
        challenge = self._challenges.read(browser.challenge, self._clock()) if browser.challenge else None
        if challenge is None:
            raise ChallengeMissing
        if challenge.host and (browser.member is None or browser.member.account != challenge.host.account):
            raise ChallengeMissing
        return challenge

    async def _ask_contract(self, address: str, digest: bytes, signature: bytes | None) -> None:
        """Return when a contract at `address` accepts a signature that no key made, or raise `SignatureWrong`.

        The key was tried before, for that costs no question. So an account whose key delegated to code (EIP-7702) is
        still its key's, and is its code's as well.
        """
        if signature is None or not await self._contract_wallets.accepts(address, digest, signature):
            raise SignatureWrong(address)

    async def _open_session(self, executor: Executor, proof: Proof, browser: Browser) -> Entry:
        now, address = self._clock(), proof.challenge.address
        entry = Entry(address, now + SESSION_LIFE, secrets.token_urlsafe(TOKEN_BYTES))
        account_id = await _record_proof(executor, proof, now)
        sessions = SessionRepository(executor)
        if browser.cookie:
            # Whoever knew the old cookie shall not know what it becomes.
            await sessions.delete_by_cookie(hash_cookie(browser.cookie))
        opened = {
            "token_hash": hash_cookie(entry.cookie),
            "id": secrets.token_hex(ID_BYTES),
            "account_id": account_id,
            "address": address,
            "agent": browser.agent[:AGENT_LENGTH],
            "created_at": now,
            "seen_at": now,
            "expires_at": entry.expires_at,
        }
        await sessions.add(opened)
        return entry


async def _use_up(executor: Executor, challenge: Challenge) -> Spending:
    spending = await ChallengeRepository(executor).use_up(challenge.nonce, challenge.expires_at, challenge.address)
    if spending is None:
        raise ChallengeMissing
    return spending


async def _record_proof(executor: Executor, proof: Proof, now: datetime) -> str:
    """Give the wallet to the account the text named, else leave it where it is, else begin one; return which."""
    accounts, challenge = AccountRepository(executor), proof.challenge
    if challenge.host:
        account_id = challenge.host.account
    elif proof.owner:
        account_id = proof.owner
    else:
        account_id = secrets.token_hex(ID_BYTES)
        await accounts.add(account_id, now)
    await accounts.record_proof(challenge.address, account_id, now, is_contract=proof.is_contract)
    if proof.owner and proof.owner != account_id:
        await SessionRepository(executor).delete_of_wallet(challenge.address, except_account=account_id)
    return account_id


def _unhex(signature: str) -> bytes | None:
    try:
        return bytes.fromhex(signature.removeprefix("0x"))
    except ValueError:
        return None
