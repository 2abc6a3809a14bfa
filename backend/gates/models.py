"""Tables of gates: which tree decides about which recording, the lists it may name, and what wallets were given."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn


class GateTree(SQLModel, table=True):
    """A tree that was set once, as canonical JSON; kept for good, because plays name the digest they began under."""

    __tablename__ = "gate_trees"

    digest: str = Field(primary_key=True)
    tree: str


class RecordingGate(SQLModel, table=True):
    """The tree that decides who may hear a recording of a release."""

    __tablename__ = "recording_gates"

    slug: str = Field(primary_key=True, foreign_key="releases.slug")
    recording: str = Field(primary_key=True)
    digest: str = Field(foreign_key="gate_trees.digest")
    set_by: str
    set_at: datetime = Field(sa_type=UtcColumn)


class GateList(SQLModel, table=True):
    """A list of wallets that gates name; handed in again, it is replaced."""

    __tablename__ = "gate_lists"

    name: str = Field(primary_key=True)
    count: int
    set_by: str
    set_at: datetime = Field(sa_type=UtcColumn)


class GateListEntry(SQLModel, table=True):
    """One wallet of a list."""

    __tablename__ = "gate_list_entries"

    name: str = Field(primary_key=True, foreign_key="gate_lists.name")
    wallet: str = Field(primary_key=True)


class Entitlement(SQLModel, table=True):
    """Something a wallet has for a while, or for good: sold, or given by the label. `source` tells what gave it."""

    __tablename__ = "entitlements"
    __table_args__ = (Index("ix_entitlements_wallet", "wallet", "kind", "name"),)

    source: str = Field(primary_key=True)
    kind: str
    name: str
    wallet: str
    starts_at: datetime = Field(sa_type=UtcColumn)
    ends_at: datetime | None = Field(default=None, sa_type=UtcColumn)
