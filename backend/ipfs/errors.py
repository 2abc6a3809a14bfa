"""What can go wrong with content-addressed bytes."""

from backend.core.errors import Conflict, HecticError, Invalid, NotFound, TooLarge, Unavailable


class InvalidCid(Invalid):
    """The text or bytes are not a CID this store can hold."""

    status = 400

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"'{text}' is not a CID this label keeps: {reason}.")


class ForeignCid(InvalidCid):
    """A CID, but of a kind this label never makes."""


class InvalidName(Invalid):
    """A directory cannot have an entry of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} cannot name a file in a directory: use text without '/' that is not '.' or '..'.")


class Malformed(Invalid):
    """Bytes break the format they claim to be in."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{self.title()}: {reason}. Fetch or make the file again.")
        self.reason = reason


class MalformedVarint(Malformed):
    """A number is cut off, too long, or written longer than needed."""


class MalformedNode(Malformed):
    """A block is not the DAG-PB or UnixFS node its CID promises."""


class MalformedCar(Malformed):
    """A file is not a complete CAR v1 with a canonical header."""


class ArchiveIncomplete(Invalid):
    """An archive lacks a block that its root needs."""

    def __init__(self, root: object, cid: object) -> None:
        super().__init__(f"The archive of {root} lacks its block {cid}. Export the whole of it and send it again.")


class RootDiffers(Invalid):
    """An archive is of another object than the one asked for."""

    def __init__(self, expected: object, found: object) -> None:
        super().__init__(f"This is the archive of {found}, not of {expected}. Send the archive of {expected}.")


class ObjectTooLarge(TooLarge):
    """An object has more blocks or levels than any honest one."""

    def __init__(self, root: object, reason: str) -> None:
        super().__init__(f"{root} {reason}, more than this label keeps in one object. Split it into several.")


class ShardTooDeep(Invalid):
    """Two names collide in every byte of their hash."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The name {name!r} cannot be told from another by its hash. Rename one of the two.")


class ContentMissing(NotFound):
    """No object in the store holds the block."""

    def __init__(self, cid: object) -> None:
        super().__init__(f"This label does not keep {cid}. Check the address, or ask another IPFS gateway.")


class PathMissing(NotFound):
    """The directory has no entry of this name."""

    def __init__(self, cid: object, name: str) -> None:
        super().__init__(f"There is no {name!r} in {cid}. Check the path.")


class NotAFile(NotFound):
    """The content is there but has no bytes to serve."""

    def __init__(self, cid: object) -> None:
        super().__init__(f"{cid} is a directory, not a file. Add the name of one of its files.")


class BlockDamaged(HecticError):
    """The bytes on disk do not hash to their CID."""

    def __init__(self, cid: object) -> None:
        super().__init__(f"The stored copy of {cid} is damaged and was not used. Restore its object from another copy.")


class StillReferenced(Conflict):
    """Removing the object would break another one."""

    def __init__(self, cid: object, other: object) -> None:
        super().__init__(f"{cid} is part of {other}. Unpin {other} first.")


class StoreFull(Unavailable):
    """The disk has no room; nothing was stored."""

    def __init__(self) -> None:
        super().__init__("The disk of the content store is full and nothing was stored. Free some space and try again.")
