"""Tables of the ledger: journals of what the chain told, and the holdings that follow from the newest entry of each.

Journals are keyed by the log that told them, its block's number before its hash: entries are written and taken back at
the end of the index. What follows from them carries the place of that log; it is found by its key when a block is taken
back, so its place has no index.
"""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from backend.core.types import AmountColumn, WeiColumn


class Transfer(SQLModel, table=True):
    """One ERC-721 transfer; a mint comes from the zero address, a burn goes there; the timestamp is in Unix seconds."""

    __tablename__ = "transfers"
    __table_args__ = (
        Index("ix_transfers_token", "contract", "token_id", "block_number", "log_index"),
        Index("ix_transfers_recipient", "recipient"),
    )

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    block_hash: str = Field(primary_key=True)
    transaction_hash: str
    contract: str
    token_id: int = Field(sa_type=WeiColumn)
    sender: str
    recipient: str
    timestamp: int = Field(default=0, sa_type=BigInteger)


class Ownership(SQLModel, table=True):
    """The recipient of a token's last transfer at the head of the chain, and where that transfer stands."""

    __tablename__ = "ownerships"
    __table_args__ = (Index("ix_ownerships_owner", "owner", "contract"), {"sqlite_with_rowid": False})

    contract: str = Field(primary_key=True)
    token_id: int = Field(primary_key=True, sa_type=WeiColumn)
    owner: str
    block_number: int = Field(sa_type=BigInteger)
    log_index: int
    since_timestamp: int = Field(default=0, sa_type=BigInteger)


class BalanceChange(SQLModel, table=True):
    """What a wallet had of an ERC-20 token after a transfer, in the token's smallest unit."""

    __tablename__ = "balance_changes"
    __table_args__ = (Index("ix_balance_changes_wallet", "token", "wallet", "block_number", "log_index"),)

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    block_hash: str = Field(primary_key=True)
    wallet: str = Field(primary_key=True)
    token: str
    amount: int = Field(sa_type=AmountColumn)


class Balance(SQLModel, table=True):
    """What a wallet has of an ERC-20 token at the head of the chain, in the token's smallest unit."""

    __tablename__ = "balances"

    token: str = Field(primary_key=True)
    wallet: str = Field(primary_key=True)
    amount: int = Field(sa_type=AmountColumn)
    block_number: int = Field(sa_type=BigInteger)
    log_index: int


class DelegationChange(SQLModel, table=True):
    """A vault said, or took back, that a delegate may listen for it (delegate.xyz, version 2).

    `key` names the permission; `contract` and `token_id` narrow it, empty they do not; `rights` is all zeros or the
    hash of "listen".
    """

    __tablename__ = "delegation_changes"
    __table_args__ = (Index("ix_delegation_changes_key", "key", "block_number", "log_index"),)

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    block_hash: str = Field(primary_key=True)
    key: str
    vault: str
    delegate: str
    kind: str
    contract: str | None
    token_id: int | None = Field(sa_type=WeiColumn)
    rights: str
    is_enabled: bool


class Delegation(SQLModel, table=True):
    """Whether a delegate may listen for a vault at the head of the chain; the columns are those of its last change."""

    __tablename__ = "delegations"

    key: str = Field(primary_key=True)
    vault: str = Field(index=True)
    delegate: str = Field(index=True)
    kind: str
    contract: str | None
    token_id: int | None = Field(sa_type=WeiColumn)
    rights: str
    is_enabled: bool
    block_number: int = Field(sa_type=BigInteger)
    log_index: int
