"""What a check of a copy finds out; each owns the sentence that the copy shows."""

from collections.abc import Sequence

from backend.core.errors import HecticError
from backend.ipfs.errors import BlockDamaged, ContentMissing, MalformedNode

# What the embedded store raises when an object in it is not whole.
DAMAGES = (BlockDamaged, ContentMissing, MalformedNode)


class CopyLost(HecticError):
    """A place does not have what it should."""


class RootMissing(CopyLost):
    """The place does not list the object."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} does not list it among its pins any more.")


class BlockGone(CopyLost):
    """The place does not have a block of the object."""

    def __init__(self, place: str, block: object) -> None:
        super().__init__(f"{place} says that it is pinned, but does not have its block {block}.")


class BlockWrong(CopyLost):
    """The place answers other bytes."""

    def __init__(self, place: str, block: object) -> None:
        super().__init__(f"{place} gave bytes for its block {block} that do not hash to that.")


class NoWholeCopy(HecticError):
    """The embedded store's object is not whole, and no other place could give it."""

    def __init__(self, reasons: Sequence[str]) -> None:
        tried = " ".join(reasons) or "No other place is configured."
        super().__init__(f"It is not whole here and no place gave a whole copy: restore it from a backup. {tried}")
