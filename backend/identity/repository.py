"""All SQL of sign-in."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.identity.models import Session, SignInChallenge


class IdentityRepository:
    """Reads and writes challenges and sessions."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add_challenge(self, challenge: SignInChallenge) -> None:
        """Keep a message until its signature comes back."""
        self._session.add(challenge)

    async def take_challenge(self, token_hash: str) -> SignInChallenge | None:
        """Return a challenge and delete it in the same statement, so that it can be used once."""
        statement = (
            delete(SignInChallenge).where(col(SignInChallenge.token_hash) == token_hash).returning(SignInChallenge)
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    def add_session(self, session: Session) -> None:
        """Keep who signed in."""
        self._session.add(session)

    async def find_session(self, token_hash: str, now: datetime) -> Session | None:
        """Return the session of a cookie that has not expired."""
        statement = select(Session).where(Session.token_hash == token_hash, Session.expires_at > now)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def delete_session(self, token_hash: str) -> None:
        """Forget who signed in."""
        await self._session.execute(delete(Session).where(col(Session.token_hash) == token_hash))

    async def delete_expired(self, now: datetime) -> None:
        """Drop challenges and sessions nobody can use any more."""
        await self._session.execute(delete(SignInChallenge).where(col(SignInChallenge.expires_at) <= now))
        await self._session.execute(delete(Session).where(col(Session.expires_at) <= now))
