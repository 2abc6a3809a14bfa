"""The divided bar of who is paid what. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.core.types import PARTS_PER_MILLION
from backend.pages.formats import percent, short
from backend.pages.views import PayeeShare

BAR_WIDTH = 400
TINTS = 5
NAMED_SEGMENTS = 4


@dataclass(frozen=True)
class Segment:
    """One payee's part of the bar: where it starts and how wide it is, and which of the tints it has."""

    x: float
    width: float
    tint: int
    name: str
    percent: str


def segments(payees: Sequence[PayeeShare]) -> list[Segment]:
    """Divide a bar 400 wide among the payees, the largest share first."""
    parts: list[Segment] = []
    x = 0.0
    for index, payee in enumerate(sorted(payees, key=lambda payee: -payee.share)):
        width = BAR_WIDTH * payee.share / PARTS_PER_MILLION
        name = payee.name or short(payee.account)
        parts.append(Segment(round(x, 3), round(width, 3), index % TINTS, name, percent(payee.share)))
        x += width
    return parts


def sentence(payees: Sequence[PayeeShare]) -> str:
    """Say the bar in words, for those who do not see it."""
    return ", ".join(f"{part.name} {part.percent}" for part in segments(payees))
