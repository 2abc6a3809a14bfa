"""The table of plays: who hears what, on which token, and who heard it before."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn, WeiColumn


class EndReason(StrEnum):
    """Why a play ended."""

    STOPPED = "stopped"
    ELSEWHERE = "playing elsewhere"
    EXPIRED = "lease expired"
    MOVED = "token moved"
    WITHDRAWN = "delegation withdrawn"
    CHANGED = "gate changed"
    SIGNED_OUT = "session ended"
    TAKEN_BACK = "chain read again"
    NOT_ENTITLED = "entitlement taken back"


def _live(*columns: str, name: str, where: str = "", unique: bool = False) -> Index:
    """Index the plays that have not ended: few, whatever the length of the record."""
    condition = text("ended_at IS NULL" + where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


class Play(SQLModel, table=True):
    """One play: a lease on its token until it ends, a line of the record for as long as the label keeps it.

    `wallet` holds the token (where the gate names none: it signed in), `address` is the wallet that signed in.
    """

    __tablename__ = "plays"
    __table_args__ = (
        # Two indexes are the device limit: one live play per token, and per account where the gate names no token.
        _live("contract", "token_id", name="ux_plays_live_token", where=" AND contract IS NOT NULL", unique=True),
        _live("account", name="ux_plays_live_account", where=" AND contract IS NULL", unique=True),
        _live("expires_at", name="ix_plays_live_expiry"),
        Index("ix_plays_started", "started_at", "id"),
        Index("ix_plays_account", "account", "started_at"),
        Index("ix_plays_slug", "slug", "started_at"),
        Index("ix_plays_wallet", "wallet", "started_at"),
    )

    id: str = Field(primary_key=True)
    slug: str
    recording: str
    account: str
    session: str
    address: str
    wallet: str
    contract: str | None = None
    token_id: int | None = Field(default=None, sa_type=WeiColumn)
    gate_digest: str
    block_number: int = Field(sa_type=BigInteger)
    started_at: datetime = Field(sa_type=UtcColumn)
    renewed_at: datetime = Field(sa_type=UtcColumn)
    expires_at: datetime = Field(sa_type=UtcColumn)
    ended_at: datetime | None = Field(default=None, sa_type=UtcColumn)
    end_reason: str | None = None
    pace: int  # bytes per second of this recording played in real time
    bytes_sent: int = Field(default=0, sa_type=BigInteger)
    carried_bytes: int = Field(default=0, sa_type=BigInteger)  # what was not made up for when the last one ended
    ripping_at: datetime | None = Field(default=None, sa_type=UtcColumn)


@dataclass
class NewPlay:
    """A play that begins: setting the columns of a model costs more than writing the row."""

    id: str
    slug: str
    recording: str
    account: str
    session: str
    address: str
    wallet: str
    gate_digest: str
    block_number: int
    started_at: datetime
    renewed_at: datetime
    expires_at: datetime
    pace: int = 0
    carried_bytes: int = 0
    bytes_sent: int = 0
    contract: str | None = None
    token_id: int | None = None
