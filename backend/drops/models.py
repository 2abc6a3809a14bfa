"""Tables of drops: their terms and mints as the chain told them, and the mints fans are waiting for."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn, WeiColumn


class Drop(SQLModel, table=True):
    """The contract that sells one release. Times are Unix seconds, `closes` 0 is never.

    Of the terms only the supply can change, and only shrink: `created_supply` is what a reorg may bring back.
    """

    __tablename__ = "drops"

    address: str = Field(primary_key=True)
    release: str = Field(unique=True)
    split: str
    name: str
    symbol: str
    metadata_digest: str
    supply: int = Field(sa_type=BigInteger)
    created_supply: int = Field(sa_type=BigInteger)
    price_wei: int = Field(sa_type=WeiColumn)
    opens: int = Field(sa_type=BigInteger)
    closes: int = Field(sa_type=BigInteger)
    wallet_cap: int = Field(sa_type=BigInteger)
    royalty_bps: int
    block_number: int = Field(sa_type=BigInteger, index=True)
    block_hash: str
    transaction_hash: str


class EditionMint(SQLModel, table=True):
    """One sale of `quantity` editions with consecutive serials."""

    __tablename__ = "edition_mints"

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    transaction_hash: str
    drop: str = Field(index=True)
    recipient: str
    first_serial: int = Field(sa_type=BigInteger)
    quantity: int
    paid_wei: int = Field(sa_type=WeiColumn)


class SupplyCut(SQLModel, table=True):
    """One time a drop's supply shrank, by the label or because the sale was closed early."""

    __tablename__ = "supply_cuts"

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    drop: str = Field(index=True)
    supply: int = Field(sa_type=BigInteger)


class MintIntent(SQLModel, table=True):
    """A transaction a fan has sent: sender and nonce tell later whether another one took its place."""

    __tablename__ = "mint_intents"

    hash: str = Field(primary_key=True)
    drop: str
    account: str
    nonce: int = Field(sa_type=BigInteger)
    created_at: datetime = Field(sa_type=UtcColumn)
