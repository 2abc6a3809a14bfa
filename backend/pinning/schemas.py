"""What crosses HTTP about the label's storage."""

from datetime import datetime

from pydantic import BaseModel

from backend.places.place import CopyStatus


class CopyState(BaseModel):
    """A copy of an object at one place, how long it stands so, and when blocks of it were last fetched back."""

    place: str
    status: CopyStatus
    since: datetime
    proven_at: datetime | None
    problem: str | None


class ObjectState(BaseModel):
    """An object the label keeps; without a name nothing needs it any more."""

    cid: str
    name: str | None
    size: int
    is_safe: bool
    copies: list[CopyState]


class PlaceState(BaseModel):
    """A place beside the embedded store; of kind "unknown" when the settings do not name it any more."""

    name: str
    kind: str
    problem: str | None
    moving_to: str | None


class AuditState(BaseModel):
    """What an audit found so far; it is finished once everything it found lost was tried to be healed."""

    id: str
    started_at: datetime
    finished_at: datetime | None
    proofs: int
    lost: int
    healed: int
    problems: list[str]


class StorageState(BaseModel):
    """Everything the label keeps, where it is, and what the last audit found."""

    required_copies: int
    places: list[PlaceState]
    objects: list[ObjectState]
    audit: AuditState | None


class AuditRequest(BaseModel):
    """The name of an audit that was asked for."""

    id: str


class MoveRequest(BaseModel):
    """A place to leave, and the place that takes over."""

    source: str
    destination: str


class MoveState(BaseModel):
    """How far a move is: `moved` of `objects` left the source."""

    source: str
    destination: str
    objects: int
    moved: int
    finished_at: datetime | None


class KeptObject(BaseModel):
    """An object that the embedded store has whole, and its bytes there."""

    cid: str
    size: int
