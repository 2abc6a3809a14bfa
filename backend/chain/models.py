"""Tables of the indexer: the blocks it may have to walk back, and how far it came."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

ONLY_CURSOR = 1


class IndexedBlock(SQLModel, table=True):
    """A block that was indexed; kept from the newest final one upwards."""

    __tablename__ = "indexed_blocks"

    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    hash: str
    parent_hash: str


class Cursor(SQLModel, table=True):
    """The last indexed block and the newest block known to be final: one row, moved with the rows of each range."""

    __tablename__ = "cursors"

    id: int = Field(default=ONLY_CURSOR, primary_key=True)
    number: int = Field(sa_type=BigInteger)
    hash: str
    finalized_number: int = Field(sa_type=BigInteger)
    finalized_hash: str
