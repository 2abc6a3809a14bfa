"""Tables of the ledger: every transfer as the chain told it, and the owners that follow from them."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from backend.core.types import WeiColumn


class Transfer(SQLModel, table=True):
    """One ERC-721 transfer; a mint comes from the zero address, a burn goes there."""

    __tablename__ = "transfers"
    __table_args__ = (Index("ix_transfers_token", "contract", "token_id", "block_number", "log_index"),)

    block_hash: str = Field(primary_key=True)
    log_index: int = Field(primary_key=True)
    block_number: int = Field(sa_type=BigInteger, index=True)
    transaction_hash: str
    contract: str
    token_id: int = Field(sa_type=WeiColumn)
    sender: str
    recipient: str


class Ownership(SQLModel, table=True):
    """The recipient of a token's last transfer at the head of the chain, and where that transfer stands."""

    __tablename__ = "ownerships"
    __table_args__ = (Index("ix_ownerships_owner", "owner", "contract"),)

    contract: str = Field(primary_key=True)
    token_id: int = Field(primary_key=True, sa_type=WeiColumn)
    owner: str
    block_number: int = Field(sa_type=BigInteger, index=True)
    log_index: int
