"""What cannot be asked of the storage."""

from collections.abc import Iterable

from backend.core.errors import Conflict, Invalid, NotFound


class AuditMissing(NotFound):
    """No audit has this name."""

    def __init__(self, audit_id: str) -> None:
        super().__init__(f"There was no audit {audit_id}. Start one.")


class ObjectMissing(NotFound):
    """The label keeps no such object."""

    def __init__(self, cid: object) -> None:
        super().__init__(f"This label does not keep {cid}. Look at the list of its objects.")


class ObjectNeeded(Conflict):
    """What a release needs is not unpinned."""

    def __init__(self, cid: object, name: str) -> None:
        super().__init__(f"{cid} is {name}: a release needs it. Only what has no name can be unpinned.")


class NameTaken(Conflict):
    """A name leads to one object."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is another object already. Use another name.")


class PlaceUnknown(Invalid):
    """The settings name no such place."""

    def __init__(self, name: str, places: Iterable[str], field: str) -> None:
        known = ", ".join(places) or "none"
        super().__init__(f"“{name}” is no place of this label; PINNING_PLACES has: {known}.", field=field)


class MoveToItself(Invalid):
    """A move needs two places."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” cannot be moved to itself. Name another place.", field="destination")


class MoveUnderWay(Conflict):
    """A place that is being left takes nothing in."""

    def __init__(self, source: str, destination: str) -> None:
        super().__init__(f"“{source}” is being moved to “{destination}”. Wait for that, or move to another place.")


class TooFewPlaces(Conflict):
    """The move would leave objects with too few copies."""

    def __init__(self, source: str, remaining: int, required: int) -> None:
        super().__init__(
            f"“{source}” cannot be left: PINNING_COPIES asks for {required} places, it would leave {remaining}. "
            "Add a place first, or ask for fewer copies."
        )
