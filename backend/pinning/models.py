"""Tables of the label's pins: what is to be kept, where it is, what was checked, what moves away."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, Enum
from sqlmodel import Field, SQLModel

from backend.core.types import UtcColumn
from backend.places.place import CopyStatus

NAME_LENGTH = 20
# Written as text, so that another status changes no table.
STATUS = Enum(
    CopyStatus, native_enum=False, length=NAME_LENGTH, values_callable=lambda _: [s.value for s in CopyStatus]
)


class Pin(SQLModel, table=True):
    """An object the label keeps; `removed_at` is set once the owner wants it gone from every place."""

    __tablename__ = "pins"

    cid: str = Field(primary_key=True)
    size: int = Field(sa_type=BigInteger)  # bytes
    pinned_at: datetime = Field(sa_type=UtcColumn)
    removed_at: datetime | None = Field(default=None, sa_type=UtcColumn)


class PinName(SQLModel, table=True):
    """What an object is kept for; one without a name is needed by nothing, one with two by both."""

    __tablename__ = "pin_names"

    name: str = Field(primary_key=True)
    cid: str = Field(foreign_key="pins.cid", index=True)


class Copy(SQLModel, table=True):
    """A pin at one place. `due_at` asks for the next attempt and names it; `attempts` counts since it was well."""

    __tablename__ = "copies"

    cid: str = Field(primary_key=True, foreign_key="pins.cid")
    place: str = Field(primary_key=True, index=True)
    status: CopyStatus = Field(sa_type=STATUS)
    since: datetime = Field(sa_type=UtcColumn)
    attempts: int = 0
    due_at: datetime | None = Field(default=None, sa_type=UtcColumn, index=True)
    problem: str | None = None
    proven_at: datetime | None = Field(default=None, sa_type=UtcColumn)
    reference: str | None = None


class Audit(SQLModel, table=True):
    """One check of every copy; `awaited` lists what it found lost as [cid, place], once it has looked everywhere."""

    __tablename__ = "audits"

    id: str = Field(primary_key=True)
    started_at: datetime = Field(sa_type=UtcColumn)
    finished_at: datetime | None = Field(default=None, sa_type=UtcColumn)
    proofs: int = 0
    lost: int = 0
    healed: int = 0
    problems: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    awaited: list[list[str]] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class Move(SQLModel, table=True):
    """A place that is to be left: it gets no new copies, and loses each once `destination` proved its own."""

    __tablename__ = "moves"

    source: str = Field(primary_key=True)
    destination: str
    objects: int
    asked_at: datetime = Field(sa_type=UtcColumn)
    finished_at: datetime | None = Field(default=None, sa_type=UtcColumn)
