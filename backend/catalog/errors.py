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


class NotPrepared(Conflict):
    """What is not made yet cannot be kept elsewhere."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"“{slug}” is not prepared yet. Wait until it is, then export it.")


class FormatUnknown(Invalid):
    """The archive was written by another version."""

    def __init__(self, given: int, known: int) -> None:
        super().__init__(
            f"The archive is of format {given}, this server reads format {known}. Import it with the version of this "
            "software that wrote it.",
            field="format",
        )


class ArchiveOfAnother(Invalid):
    """An archive restores the release it is of."""

    def __init__(self, given: str, slug: str) -> None:
        super().__init__(f"This is the archive of “{given}”, not of “{slug}”. Import it under its own name.")


class FilesDiffer(Invalid):
    """An archive names each file of a release once, and a key for those that are sealed."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"The archive of “{slug}” lacks a file or a key, or has one too many. Export it again.")


class SealDiffers(Invalid):
    """A file is sealed in another way than this server opens."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The {kind} is not sealed as this server seals it. Import it with the version that wrote it.")


class KeyDiffers(Invalid):
    """A key does not open what it should."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The key in the archive does not open the {kind}. Export the release again.", field=kind)


class SizeDiffers(Invalid):
    """A file is not as long as the archive says."""

    def __init__(self, kind: str, size: int, given: int) -> None:
        super().__init__(
            f"The {kind} has {size:,} bytes, the archive says {given:,}. Export the release again.", field=kind
        )


class ObjectMissing(Conflict):
    """A release is restored when everything it needs is here."""

    def __init__(self, cid: object, name: str) -> None:
        super().__init__(f"This server does not keep {cid} ({name}). Upload it first, then import the release again.")


class ReleaseDiffers(Conflict):
    """A slug names one release."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"This server has another “{slug}”, which was not touched. Import it where there is none of this name."
        )
