"""What an audit found at one place, and how that is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backend.pinning.copies import KnownCopy

SHOWN_NAMES = 3
Names = Mapping[str, Sequence[str]]


@dataclass
class Findings:
    """The copies of one place by what became of them; each carries its problem."""

    place: str
    proofs: int = 0
    lost: list[KnownCopy] = field(default_factory=list)
    doubted: list[KnownCopy] = field(default_factory=list)

    def describe(self, names: Names) -> list[str]:
        """Say what is wrong: one sentence for all that is lost, one for all that could not be proven."""
        told = (("lost", self.lost), ("not proven", self.doubted))
        return [describe(self.place, word, copies, names) for word, copies in told if copies]


def describe(place: str, word: str, copies: Sequence[KnownCopy], names: Names) -> str:
    """Say what became of some copies of a place, and why the first of them did."""
    named = sorted(names.get(copy.cid, [copy.cid])[0] for copy in copies)
    shown = ", ".join(named[:SHOWN_NAMES])
    more = ", …" if len(copies) > SHOWN_NAMES else ""
    count = "1 object is" if len(copies) == 1 else f"{len(copies)} objects are"
    return f"{place}: {count} {word} ({shown}{more}). {copies[0].standing.problem or ''}".rstrip()
