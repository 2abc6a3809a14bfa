"""All SQL of challenges and sessions."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, bindparam, delete, insert, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import SQLModel, col, select

from backend.core.db import INSERTS, Executor
from backend.core.types import UtcColumn
from backend.identity.models import Session, SpentChallenge, Wallet

SessionRow = Row[str, str, str, datetime, str]
"""Account, public id, the wallet that signed in, when it was seen, one wallet of the account."""
IDLE_LIFE = timedelta(hours=12)

# By table, not by model: what the mapper does with an insert costs more than the insert.
TABLES = SQLModel.metadata.tables
SPENT_CHALLENGES, SESSIONS = TABLES[SpentChallenge.__tablename__], TABLES[Session.__tablename__]
WALLETS = TABLES[Wallet.__tablename__]

# What a sign-in, or every request of a member, asks is put together once.
OWNER = select_columns(WALLETS.c.account_id).where(WALLETS.c.address == bindparam("address")).scalar_subquery()
SPENDINGS = {
    name: create_insert(SPENT_CHALLENGES)
    .values(nonce=bindparam("nonce"), expires_at=bindparam("expires_at"))
    .on_conflict_do_nothing()
    .returning(OWNER)
    for name, create_insert in INSERTS.items()
}
NEW_SESSION = insert(SESSIONS)
END = delete(SESSIONS).where(SESSIONS.c.token_hash == bindparam("token_hash"))
SIGHTING = (
    update(SESSIONS).where(SESSIONS.c.id == bindparam("session")).values(seen_at=bindparam("now", type_=UtcColumn()))
)
SESSION_WALLETS = (
    select_columns(
        SESSIONS.c.account_id, SESSIONS.c.id, SESSIONS.c.address, SESSIONS.c.seen_at, WALLETS.c.address.label("wallet")
    )
    .join(WALLETS, WALLETS.c.account_id == SESSIONS.c.account_id)
    .where(
        SESSIONS.c.token_hash == bindparam("token_hash"),
        SESSIONS.c.expires_at > bindparam("now", type_=UtcColumn()),
        SESSIONS.c.seen_at > bindparam("seen_after", type_=UtcColumn()),
    )
    .order_by(WALLETS.c.address != SESSIONS.c.address, WALLETS.c.proven_at, WALLETS.c.address)
)


class Spending(NamedTuple):
    """A text that came back for the first time."""

    account_id: str | None
    """Whose its wallet is until now."""


class ChallengeRepository:
    """Remembers which texts came back."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def use_up(self, nonce: str, expires_at: datetime, address: str) -> Spending | None:
        """Remember that a text came back, or return `None` where it did before."""
        statement = SPENDINGS[self._executor.get_bind().dialect.name]
        spent = {"nonce": nonce, "expires_at": expires_at, "address": address}
        row = (await self._executor.execute(statement, spent)).first()
        return Spending(*row) if row else None

    async def delete_expired(self, now: datetime) -> None:
        """Forget texts that would not be taken any more for their age."""
        await self._executor.execute(delete(SpentChallenge).where(col(SpentChallenge.expires_at) <= now))


class SessionRepository:
    """Keeps who is signed in where."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def add(self, session: Mapping[str, Any]) -> None:
        """Keep who signed in, by the columns of `Session`."""
        await self._executor.execute(NEW_SESSION, session)

    async def list_session_wallets(self, token_hash: str, now: datetime) -> Sequence[SessionRow]:
        """Return a live session once for each wallet of its account, the wallet that signed in first."""
        wanted = {"token_hash": token_hash, "now": now, "seen_after": now - IDLE_LIFE}
        return (await self._executor.execute(SESSION_WALLETS, wanted)).all()

    async def list_sessions(self, account_id: str, now: datetime) -> Sequence[Session]:
        """Return the live sessions of an account, the one used last first."""
        statement = (
            select(Session)
            .where(Session.account_id == account_id, *_is_live(now))
            .order_by(col(Session.seen_at).desc(), col(Session.created_at).desc(), col(Session.id))
        )
        return (await self._executor.execute(statement)).scalars().all()

    async def record_sighting(self, session_id: str, now: datetime) -> None:
        """Write down that a session is used."""
        await self._executor.execute(SIGHTING, {"session": session_id, "now": now})

    async def delete_by_cookie(self, token_hash: str) -> None:
        """End the session of a cookie."""
        await self._executor.execute(END, {"token_hash": token_hash})

    async def delete_of_account(self, account_id: str, session_id: str) -> bool:
        """End one session of an account; tell whether there was one."""
        statement = delete(Session).where(col(Session.account_id) == account_id, col(Session.id) == session_id)
        return (await self._executor.execute(statement.returning(col(Session.id)))).first() is not None

    async def delete_others(self, account_id: str, session_id: str) -> None:
        """End every session of an account but one."""
        statement = delete(Session).where(col(Session.account_id) == account_id, col(Session.id) != session_id)
        await self._executor.execute(statement)

    async def delete_of_wallet(self, address: str, *, except_account: str | None = None) -> None:
        """End the sessions a wallet opened, but those of the account it belongs to now."""
        statement = delete(Session).where(col(Session.address) == address)
        if except_account is not None:
            statement = statement.where(col(Session.account_id) != except_account)
        await self._executor.execute(statement)

    async def delete_ended(self, now: datetime) -> None:
        """Drop sessions nobody can use any more."""
        is_over = or_(col(Session.expires_at) <= now, col(Session.seen_at) <= now - IDLE_LIFE)
        await self._executor.execute(delete(Session).where(is_over))


def _is_live(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Session.expires_at) > now, col(Session.seen_at) > now - IDLE_LIFE
