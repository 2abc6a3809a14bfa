"""What can be wrong with an audio file, and with audio that was sealed."""

from backend.core.errors import HecticError, Invalid, UnsupportedMedia

ACCEPTED = "WAV, FLAC, MP3, AAC or M4A, Ogg Opus or Ogg Vorbis"


class AudioEmpty(Invalid):
    """The file has no sound in it at all."""

    def __init__(self) -> None:
        super().__init__("The audio file is empty: export the mix again and send that file.", field="audio")


class NotAudio(UnsupportedMedia):
    """The content is not one of the accepted kinds, whatever the name says."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The audio file holds {found}, whatever its name says: send the mix as {ACCEPTED}.",
            field="audio",
        )


class CodecUnsupported(NotAudio):
    """A known container holds sound in a codec this label does not read."""

    def __init__(self, codec: str) -> None:
        super().__init__(f"sound in {codec}")


class ShapeUnsupported(UnsupportedMedia):
    """More channels or another rate than music has."""

    def __init__(self, channels: int, sample_rate: int) -> None:
        super().__init__(
            f"The audio file has {channels:,} channels at {sample_rate:,} Hz: send stereo at 44,100 or 48,000 Hz.",
            field="audio",
        )


class AudioBroken(Invalid):
    """The file starts like audio, but does not decode to what it declares."""

    def __init__(self, trouble: str) -> None:
        super().__init__(
            f"The audio file is broken ({trouble}): export or copy the mix again and send that file.",
            field="audio",
        )


class HeaderBroken(AudioBroken):
    """The decoder finds no beginning."""

    def __init__(self) -> None:
        super().__init__("its header cannot be read")


class EndMissing(AudioBroken):
    """The container says where it ends, and the file ends before."""

    def __init__(self) -> None:
        super().__init__("its end is missing")


class SecondsMissing(AudioBroken):
    """Less sound than the file declares."""

    def __init__(self, decoded_seconds: float, declared_seconds: float) -> None:
        super().__init__(f"{decoded_seconds:.1f} of {declared_seconds:.1f} seconds can be decoded")


class PacketsBroken(AudioBroken):
    """Too many pieces of it make no sound."""

    def __init__(self, undecodable: int, packets: int) -> None:
        super().__init__(f"{undecodable:,} of {packets:,} packets cannot be decoded")


class AudioSilent(Invalid):
    """Nobody could hear anything in it (BS.1770 gates everything below -70 LUFS away)."""

    def __init__(self) -> None:
        super().__init__(
            "The audio file is silent: check the export's source and level, then send it again.", field="audio"
        )


class AudioTooShort(Invalid):
    """Shorter than anything that could be called a mix."""

    def __init__(self, seconds: float, minimum_seconds: float) -> None:
        super().__init__(
            f"The audio file lasts {seconds:.2f} s: send a mix of at least {minimum_seconds:g} s.",
            field="audio",
        )


class AudioTooLong(Invalid):
    """Longer than one release may be."""

    def __init__(self, maximum_seconds: float) -> None:
        super().__init__(
            f"The audio file lasts longer than {maximum_seconds / 3600:g} hours: cut the mix into several releases.",
            field="audio",
        )


class SealBroken(HecticError):
    """Sealed audio does not open: changed, cut short, or sealed with another key or name."""

    def __init__(self) -> None:
        super().__init__(
            "This audio does not open: its sealed copy was changed, cut short or sealed with another key. "
            "Restore it from a backup or publish the release again.",
        )


class KeyDoesNotOpen(HecticError):
    """A stored content key was wrapped by another sealing key."""

    def __init__(self) -> None:
        super().__init__("A stored key does not open: set SEALING_KEY to the one this audio was sealed with.")
