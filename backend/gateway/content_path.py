"""What a request names: a root, and the names that lead down from it (IPFS Path Gateway §1.1)."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote_to_bytes

from backend.gateway.errors import MalformedPath

DOTS = (".", "..")
NEVER_IN_A_NAME = "/\0"


@dataclass(frozen=True, slots=True)
class ContentPath:
    """A root as it was written, the names below it, and whether a slash ends the path."""

    root: str
    names: tuple[str, ...] = ()
    ends_in_slash: bool = False

    @classmethod
    def parse(cls, encoded: str) -> Self:
        """Read what follows `/ipfs/`, still percent-encoded; raise `MalformedPath`.

        A slash that is written `%2F` would be part of a name, and no file has such a name: it is refused, not followed.
        """
        ends_in_slash = encoded.endswith("/")
        root, *names = (_decode_name(name) for name in encoded.removesuffix("/").split("/"))
        return cls(root, tuple(names), ends_in_slash)

    @property
    def last_name(self) -> str:
        """The name of the file or directory itself; empty for the root."""
        return self.names[-1] if self.names else ""

    def __str__(self) -> str:
        """Write the path as in a URL."""
        path = "/".join(quote(name, safe="") for name in (self.root, *self.names))
        return f"/ipfs/{path}{'/' if self.ends_in_slash else ''}"


def _decode_name(encoded: str) -> str:
    try:
        name = unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        raise MalformedPath(encoded, "a name is not UTF-8") from None
    if not name:
        raise MalformedPath(encoded, "a name is empty")
    if name in DOTS or any(letter in name for letter in NEVER_IN_A_NAME):
        raise MalformedPath(encoded, f"no file is called {name!r}")
    return name
