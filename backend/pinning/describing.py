"""Say where every object is and whether that is enough. Values in, value out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.core.place_settings import EMBEDDED, GATEWAY
from backend.pinning.copies import KnownCopy
from backend.pinning.models import Move, Pin
from backend.pinning.schemas import CopyState, ObjectState, PlaceState


@dataclass(frozen=True)
class Policy:
    """The places of the settings with their kinds, in order, and how many of them an object needs."""

    kinds: Mapping[str, str]
    required: int

    def is_safe(self, copies: Iterable[KnownCopy]) -> bool:
        """Tell whether the embedded store and enough places have an object."""
        at = {copy.place for copy in copies if copy.standing.counts}
        return EMBEDDED in at and len(at & self.kinds.keys()) >= self.required


def describe_object(pin: Pin, name: str | None, copies: Sequence[KnownCopy], policy: Policy) -> ObjectState:
    """Describe one object, the embedded copy first, then the places in the order of the settings."""
    order = {place: number for number, place in enumerate([EMBEDDED, *policy.kinds])}
    ordered = sorted(copies, key=lambda copy: (order.get(copy.place, len(order)), copy.place))
    return ObjectState(
        cid=pin.cid,
        name=name,
        size=pin.size,
        is_safe=policy.is_safe(copies),
        copies=[_describe_copy(copy) for copy in ordered],
    )


def describe_places(copies: Sequence[KnownCopy], moves: Sequence[Move], policy: Policy) -> list[PlaceState]:
    """Describe the places of the settings, and those that only copies speak of."""
    kinds = dict(policy.kinds)
    for copy in copies:
        if copy.place != EMBEDDED:
            kinds.setdefault(copy.place, "gateway" if copy.place == GATEWAY else "unknown")
    destinations = {move.source: move.destination for move in moves}
    return [
        PlaceState(name=name, kind=kind, problem=_find_problem(name, copies), moving_to=destinations.get(name))
        for name, kind in kinds.items()
    ]


def _describe_copy(copy: KnownCopy) -> CopyState:
    known = copy.standing
    return CopyState(
        place=copy.place, status=known.status, since=known.since, proven_at=known.proven_at, problem=known.problem
    )


def _find_problem(place: str, copies: Sequence[KnownCopy]) -> str | None:
    """Return what is wrong with the copy of a place that was tried most often."""
    troubled = [copy.standing for copy in copies if copy.place == place and copy.standing.problem]
    return max(troubled, key=lambda standing: standing.attempts).problem if troubled else None
