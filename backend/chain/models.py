"""Tables of the indexer: the blocks it may have to walk back, how far it came, and what it began to follow late."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn

ONLY_CURSOR = 1


class IndexedBlock(SQLModel, table=True):
    """A block that was indexed; kept from the newest final one upwards."""

    __tablename__ = "indexed_blocks"

    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    hash: str
    parent_hash: str


class Cursor(SQLModel, table=True):
    """The last indexed block and the newest block known to be final: one row, moved with the rows of each range.

    `head_number` and `seen_at` tell when the indexer last found itself at the head, `head_timestamp` what time it was
    there in Unix seconds; `problem` is what keeps it from going on.
    """

    __tablename__ = "cursors"

    id: int = Field(default=ONLY_CURSOR, primary_key=True)
    number: int = Field(sa_type=BigInteger)
    hash: str
    finalized_number: int = Field(sa_type=BigInteger)
    finalized_hash: str
    head_number: int | None = Field(default=None, sa_type=BigInteger)
    head_timestamp: int | None = Field(default=None, sa_type=BigInteger)
    seen_at: datetime | None = Field(default=None, sa_type=UtcColumn)
    problem: str | None = None


class FollowedContract(SQLModel, table=True):
    """A contract that was not followed from the label's first block on: it is read from a block of its own.

    Its first block is looked up when it is not known; `read_to` is the last final block read for it. Once it has caught
    up, it is read with all others.
    """

    __tablename__ = "followed_contracts"

    address: str = Field(primary_key=True)
    first_block: int | None = Field(default=None, sa_type=BigInteger)
    read_to: int | None = Field(default=None, sa_type=BigInteger)
    has_caught_up: bool = False
