"""What can go wrong with a release."""

from backend.core.errors import Conflict, Invalid, NotFound, TooLarge

GIB = 1024**3


class ReleaseMissing(NotFound):
    """No release has this slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"No release is called “{slug}”. Check the address, or publish it first.")


class ReleasePublished(Conflict):
    """A release whose drop exists cannot change."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"“{slug}” is published already and cannot change. Publish the new mix under another slug.")


class ReleaseBusy(Conflict):
    """A release does not change while it is being prepared."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"“{slug}” is being prepared. Wait until that is done, then change it.")


class FileMissing(Conflict):
    """A preparation needs audio and cover first."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The release has no {kind} yet. Upload it first.", field=kind)


class UploadEmpty(Invalid):
    """A file of zero bytes was sent."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The {kind} is empty (0 bytes). Choose the right file and send it again.", field=kind)


class UploadTooLarge(TooLarge):
    """A file over the limit was sent."""

    def __init__(self, kind: str, limit: int) -> None:
        size = f"{limit // GIB} GB" if limit >= GIB else f"{limit // 1024**2} MB"
        super().__init__(f"The {kind} is larger than {size}. Export it smaller and send it again.", field=kind)


class UploadCut(Invalid):
    """Fewer bytes arrived than were announced."""

    def __init__(self, kind: str, received: int, announced: int) -> None:
        super().__init__(f"Only {received:,} of {announced:,} bytes of the {kind} arrived. Send it again.", field=kind)


class CoverUnreadable(Invalid):
    """The cover is not a picture."""

    def __init__(self) -> None:
        super().__init__("The cover is not a picture this label reads. Send a PNG, JPEG or WebP file.", field="cover")


class CoverTooBig(Invalid):
    """The cover has too many pixels."""

    def __init__(self, width: int, height: int, limit: int) -> None:
        super().__init__(
            f"The cover is {width} x {height} pixels. Send one of at most {limit} x {limit}.", field="cover"
        )


class CoverTooSmall(Invalid):
    """The cover has too few pixels to be looked at."""

    def __init__(self, width: int, height: int, limit: int) -> None:
        super().__init__(
            f"The cover is only {width} x {height} pixels. Send one of at least {limit} x {limit}.", field="cover"
        )


class NotPublished(Conflict):
    """A release without a drop has no editions to number."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"“{slug}” has no drop yet. Publish it first.")


class NumberedAlready(Conflict):
    """A supply that is no open one has its numbers from the start."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"Each edition of “{slug}” has its own document already. There is nothing to number.")


class StillSelling(Conflict):
    """Nobody knows yet how many editions there will be."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"“{slug}” can still be collected. Number its editions once the cut-off is past, or close it.")


class NothingMinted(Conflict):
    """There is no edition to number."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"Nobody collected “{slug}”. There is nothing to number.")


class TooManyEditions(Conflict):
    """More documents than are written in one go."""

    def __init__(self, slug: str, minted: int, limit: int) -> None:
        super().__init__(f"“{slug}” has {minted:,} editions, {limit:,} can be numbered. Freeze its document instead.")


class RecordingMissing(Conflict):
    """This server has the release's name, but did not prepare it."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"This server did not prepare “{slug}”. Ask the one that did.")
