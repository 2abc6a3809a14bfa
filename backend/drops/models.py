"""Tables of drops: their terms and mints as the chain told them, and the mints fans are waiting for."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn, WeiColumn
from backend.drops.sale import Audience


class Drop(SQLModel, table=True):
    """The contract that sells one release, as it was promised at creation. Times are Unix seconds, 0 is never.

    The price is in the smallest unit of the currency if the public sale is priced in it, else in wei.
    """

    __tablename__ = "drops"

    address: str = Field(primary_key=True)
    release: str = Field(unique=True)
    split: str
    name: str
    symbol: str
    metadata_digest: str
    supply: int = Field(sa_type=BigInteger)
    price: int = Field(sa_type=WeiColumn)
    opens: int = Field(sa_type=BigInteger)
    closes: int = Field(sa_type=BigInteger)
    wallet_cap: int = Field(sa_type=BigInteger)
    royalty_bps: int
    least_supply: int = Field(sa_type=BigInteger)
    cut_off: int = Field(sa_type=BigInteger)
    referral_bps: int
    platform: str | None
    platform_bps: int
    currency: str | None
    is_in_currency: bool
    tiers: list[int] = Field(sa_column=Column(JSON, nullable=False))
    is_soulbound: bool
    validator: str | None
    has_golden: bool
    block_number: int = Field(sa_type=BigInteger, index=True)
    block_hash: str
    transaction_hash: str


class DropPhase(SQLModel, table=True):
    """When, to whom and for how much a drop sells beside its public sale, which is phase 0 and in no row."""

    __tablename__ = "drop_phases"

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    drop: str = Field(index=True)
    number: int
    price: int = Field(sa_type=WeiColumn)
    opens: int = Field(sa_type=BigInteger)
    closes: int = Field(sa_type=BigInteger)
    wallet_cap: int = Field(sa_type=BigInteger)
    root: str | None
    signer: str | None
    tier: int
    is_in_currency: bool

    @property
    def audience(self) -> Audience:
        """To whom it sells."""
        if self.signer is not None:
            return Audience.TICKET
        return Audience.PUBLIC if self.root is None else Audience.ALLOWLIST


class DropChange(SQLModel, table=True):
    """One thing that happened to a drop after its creation: the event's name and the number it says."""

    __tablename__ = "drop_changes"

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    drop: str = Field(index=True)
    event: str
    value: int = Field(sa_type=BigInteger)


class EditionMint(SQLModel, table=True):
    """`quantity` editions with consecutive serials, sold or given away."""

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


class EditionSale(SQLModel, table=True):
    """What a mint alone does not say: another buyer, a referrer, a price in a currency, a comment."""

    __tablename__ = "edition_sales"

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    transaction_hash: str
    drop: str = Field(index=True)
    buyer: str
    recipient: str
    referrer: str | None
    first_serial: int = Field(sa_type=BigInteger)
    quantity: int
    paid: int = Field(sa_type=WeiColumn)
    currency: str | None
    comment: str


class TierMint(SQLModel, table=True):
    """Minted editions of another tier than the first."""

    __tablename__ = "tier_mints"
    __table_args__ = (Index("ix_tier_mints_serial", "drop", "first_serial"),)

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    drop: str
    tier: int
    first_serial: int = Field(sa_type=BigInteger)
    quantity: int


class MintIntent(SQLModel, table=True):
    """A transaction a fan has sent: sender and nonce tell later whether another one took its place."""

    __tablename__ = "mint_intents"

    hash: str = Field(primary_key=True)
    drop: str
    account: str
    nonce: int = Field(sa_type=BigInteger)
    created_at: datetime = Field(sa_type=UtcColumn)


class Allowlist(SQLModel, table=True):
    """A list of wallets by its Merkle root, with the nodes of its tree, so that a proof is a few slices of them."""

    __tablename__ = "allowlists"

    root: str = Field(primary_key=True)
    count: int
    nodes: bytes


class AllowlistEntry(SQLModel, table=True):
    """One wallet of a list: how many it may buy altogether, for how much each; `place` is its node's number."""

    __tablename__ = "allowlist_entries"

    root: str = Field(primary_key=True, foreign_key="allowlists.root")
    wallet: str = Field(primary_key=True)
    quantity: int
    price: int = Field(sa_type=WeiColumn)
    place: int
