"""Tables of relays: what fans signed and the relayer brings to the chain for them, and the transactions it signed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn, WeiColumn

OPEN, SENT = text("state IN ('waiting', 'sent')"), text("state = 'sent'")


class RelayKind(StrEnum):
    """What a fan signed."""

    BALLOT = "ballot"
    DELEGATION = "delegation"


class RelayState(StrEnum):
    """Where a relay is on its way; the last two are final."""

    WAITING = "waiting"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"


class Relay(SQLModel, table=True):
    """Something a fan signed; `id` is its digest (EIP-712), so that nothing is brought twice.

    `nonce` is the fan's own at the contract, `place` that of the relayer's transaction. `gas` is what may be used until
    it is known what was. An account has one of each kind on its way: the next one's nonce follows from it.
    """

    __tablename__ = "relays"
    __table_args__ = (
        Index("ix_relays_one_at_a_time", "account", "kind", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_relays_place", "relayer", "place", unique=True, sqlite_where=SENT, postgresql_where=SENT),
        Index("ix_relays_state", "state", "created_at"),
        Index("ix_relays_day", "created_at"),
    )

    id: str = Field(primary_key=True)
    kind: str
    account: str
    nonce: int = Field(sa_type=WeiColumn)
    signature: str = Field(sa_column=Column(Text, nullable=False))
    proposal: int | None = Field(default=None, sa_type=WeiColumn)
    support: int | None = None
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    delegate: str | None = None
    expiry: int | None = Field(default=None, sa_type=BigInteger)
    gas: int
    created_at: datetime = Field(sa_type=UtcColumn)
    state: str = RelayState.WAITING
    relayer: str | None = None
    place: int | None = Field(default=None, sa_type=BigInteger)
    transaction_hash: str | None = None
    outcome: str = Field(default="", sa_column=Column(Text, nullable=False))

    @property
    def can_be_tried_again(self) -> bool:
        """Whether it failed before it cost anything; what failed dearly would fail dearly again."""
        return self.state == RelayState.FAILED and not self.gas


class RelayTransaction(SQLModel, table=True):
    """A transaction as the relayer signed it, kept before anybody else sees it; the newest of a relay pays most."""

    __tablename__ = "relay_transactions"
    __table_args__ = (Index("ix_relay_transactions_relay", "relay", "signed_at"),)

    hash: str = Field(primary_key=True)
    relay: str
    raw: str = Field(sa_column=Column(Text, nullable=False))
    fee_wei: int = Field(sa_type=WeiColumn)
    tip_wei: int = Field(sa_type=WeiColumn)
    signed_at: datetime = Field(sa_type=UtcColumn)


class Purse(SQLModel, table=True):
    """What the relayer has and what a unit of gas cost, when the worker that holds its key last looked."""

    __tablename__ = "relay_purses"

    relayer: str = Field(primary_key=True)
    balance_wei: int = Field(sa_type=WeiColumn)
    fee_wei: int = Field(sa_type=WeiColumn)
    seen_at: datetime = Field(sa_type=UtcColumn)
