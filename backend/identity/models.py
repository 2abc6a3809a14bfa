"""Tables of sign-in: what was signed, whose wallets are whose, and who is signed in where."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn


class SpentChallenge(SQLModel, table=True):
    """A text that came back, so that it works once."""

    __tablename__ = "spent_challenges"

    nonce: str = Field(primary_key=True)
    expires_at: datetime = Field(sa_type=UtcColumn, index=True)


class Account(SQLModel, table=True):
    """One fan, by whatever wallets they proved."""

    __tablename__ = "accounts"

    id: str = Field(primary_key=True)
    created_at: datetime = Field(sa_type=UtcColumn)


class Wallet(SQLModel, table=True):
    """A wallet and the account that proved it last."""

    __tablename__ = "wallets"

    address: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", index=True)
    is_contract: bool
    proven_at: datetime = Field(sa_type=UtcColumn)


class Session(SQLModel, table=True):
    """A browser that is signed in; only the hash of its cookie is kept, `id` is what others may know."""

    __tablename__ = "sessions"

    token_hash: str = Field(primary_key=True)
    id: str = Field(unique=True)
    account_id: str = Field(foreign_key="accounts.id", index=True)
    address: str = Field(index=True)
    agent: str
    created_at: datetime = Field(sa_type=UtcColumn)
    seen_at: datetime = Field(sa_type=UtcColumn, index=True)
    expires_at: datetime = Field(sa_type=UtcColumn, index=True)
