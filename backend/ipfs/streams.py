"""Reading from streams that may give less than asked."""

from typing import Protocol


class Readable(Protocol):
    """Anything bytes can be read from; a read may return fewer than asked, and none at the end."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, or none at the end."""
        ...


def read_fully(stream: Readable, size: int) -> bytes:
    """Read exactly `size` bytes unless the stream ends first."""
    piece = stream.read(size)
    # Almost every read is complete at once; joining would copy it.
    if not piece or len(piece) == size:
        return piece
    pieces = [piece]
    missing = size - len(piece)
    while missing and (piece := stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
