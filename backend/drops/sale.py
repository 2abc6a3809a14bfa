"""Decide whether a drop sells, from its terms, its sales and the time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LAST_PHASE = 8
MOST_AT_ONCE = 20


class SaleState(StrEnum):
    """What a fan can do with a drop."""

    UPCOMING = "upcoming"
    OPEN = "open"
    PAUSED = "paused"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"


class PhaseState(StrEnum):
    """What a phase's own window and tier allow, whatever the label has paused."""

    UPCOMING = "upcoming"
    OPEN = "open"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"


class Audience(StrEnum):
    """To whom a phase sells."""

    PUBLIC = "public"
    ALLOWLIST = "allowlist"
    TICKET = "ticket"


class GoldenState(StrEnum):
    """How far the draw of the golden edition is."""

    WAITING = "waiting"
    DUE = "due"
    SCHEDULED = "scheduled"
    DRAWN = "drawn"
    FORFEITED = "forfeited"


@dataclass(frozen=True)
class Sale:
    """A supply, what is minted of it, and a window in Unix seconds; `closes` 0 is never."""

    supply: int
    minted: int
    opens: int
    closes: int


def judge_sale(sale: Sale, now: datetime) -> SaleState:
    """Return the state of a sale; the last edition ends it for good, so that comes first."""
    seconds = now.timestamp()
    if sale.minted >= sale.supply:
        return SaleState.SOLD_OUT
    if sale.closes and seconds >= sale.closes:
        return SaleState.CLOSED
    return SaleState.OPEN if seconds >= sale.opens else SaleState.UPCOMING
