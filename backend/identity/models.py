"""Tables of sign-in: what was asked to be signed, and who is signed in."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn


class SignInChallenge(SQLModel, table=True):
    """A message waiting for its signature; it is deleted when it comes back, so it works once."""

    __tablename__ = "sign_in_challenges"

    token_hash: str = Field(primary_key=True)
    address: str
    message: str
    expires_at: datetime = Field(sa_type=UtcColumn, index=True)


class Session(SQLModel, table=True):
    """A signed-in wallet; only the hash of its cookie is kept."""

    __tablename__ = "sessions"

    token_hash: str = Field(primary_key=True)
    address: str = Field(index=True)
    created_at: datetime = Field(sa_type=UtcColumn)
    expires_at: datetime = Field(sa_type=UtcColumn, index=True)
