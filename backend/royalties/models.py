"""Tables of royalties: splits and their money as the chain told it, and what currencies were worth."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from backend.core.types import AmountColumn, UtcColumn, WeiColumn

Shares = list[tuple[str, int]]
"""Accounts in ascending order, each with its parts per million; a pair is a list when it comes from a database."""


class Source(StrEnum):
    """Where money came from."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TIP = "tip"
    OTHER = "other"
    CARRIED = "carried"  # what could not be divided the last time


class Split(SQLModel, table=True):
    """A contract that divides money among payees; an owner could change them, until the block it gave itself up in."""

    __tablename__ = "splits"

    address: str = Field(primary_key=True)
    tag: int = Field(sa_type=WeiColumn)
    payees: Shares = Field(sa_column=Column(JSON, nullable=False))
    owner: str | None
    renounced_block: int | None = Field(default=None, sa_type=BigInteger)
    block_number: int = Field(sa_type=BigInteger, index=True)
    block_hash: str
    log_index: int
    transaction_hash: str

    @property
    def is_final(self) -> bool:
        """Whether nobody can change the payees, or nobody any more."""
        return self.owner is None or self.renounced_block is not None

    @property
    def reward_ppm(self) -> int:
        """The part of a distribution, in parts per million, that whoever starts it is paid."""
        return self.tag & 0xFFFF


class PayeeChange(SQLModel, table=True):
    """Who is paid what share of a split from here on."""

    __tablename__ = "payee_changes"
    __table_args__ = (Index("ix_payee_changes_split", "split", "block_number", "log_index"),)

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    split: str
    payees: Shares = Field(sa_column=Column(JSON, nullable=False))


class RoyaltyToken(SQLModel, table=True):
    """An ERC-20 token the label allowed once: what comes into splits of it is read from then on."""

    __tablename__ = "royalty_tokens"

    address: str = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)


class Movement(SQLModel):
    """Where and when the chain told of money of a split; the timestamp is in Unix seconds, no currency is the coin."""

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    transaction_hash: str
    timestamp: int = Field(sa_type=BigInteger)
    split: str
    currency: str | None


class Receipt(Movement, table=True):
    """Money that came into a split."""

    __tablename__ = "royalty_receipts"
    __table_args__ = (Index("ix_royalty_receipts_split", "split", "block_number", "log_index"),)

    sender: str
    amount: int = Field(sa_type=AmountColumn)
    source: str


class Distribution(Movement, table=True):
    """Money that a split divided among the payees it had then; `reward` was taken before and is no part of `amount`.

    Coin was paid to all of them but the `unpaid`, who are owed it; of a token everyone is owed their part.
    """

    __tablename__ = "royalty_distributions"
    __table_args__ = (Index("ix_royalty_distributions_split", "split", "block_number", "log_index"),)

    amount: int = Field(sa_type=AmountColumn)
    reward: int = Field(sa_type=AmountColumn)
    rewarded: str | None
    payees: Shares = Field(sa_column=Column(JSON, nullable=False))
    unpaid: list[str] = Field(sa_column=Column(JSON, nullable=False))


class Withdrawal(Movement, table=True):
    """Money a payee was owed, and who was paid it."""

    __tablename__ = "royalty_withdrawals"
    __table_args__ = (Index("ix_royalty_withdrawals_split", "split", "block_number", "log_index"),)

    payee: str
    recipient: str
    amount: int = Field(sa_type=AmountColumn)


class Rate(SQLModel, table=True):
    """What one whole unit of a currency was worth in money of a state, and who said so; "" is the chain's coin."""

    __tablename__ = "rates"

    currency: str = Field(primary_key=True)
    fiat: str = Field(primary_key=True)
    observed_at: datetime = Field(primary_key=True, sa_type=UtcColumn)
    value: str
    source: str
