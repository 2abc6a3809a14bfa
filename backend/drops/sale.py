"""Decide whether a drop sells: the rules of its contract, from what it promised, what was minted and the time.

They are those of contracts/modules/drop_supply.vy, drop_terms.vy, tiers.vy and golden_draw.vy. Times are Unix seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LAST_PHASE = 8
MOST_AT_ONCE = 20
OPEN_SUPPLY = 2**32 - 1
NEVER_OPENS = 2**40 - 1
"""When the public sale opens of a drop that has none."""
GOLDEN_MEMORY_BLOCKS = 8_191


class SaleState(StrEnum):
    """What a fan can do with a drop."""

    UPCOMING = "upcoming"
    OPEN = "open"
    PAUSED = "paused"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"


class PhaseState(StrEnum):
    """What a phase's window and the editions left allow, whether or not the label has paused the sale."""

    UPCOMING = "upcoming"
    OPEN = "open"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"


class Audience(StrEnum):
    """To whom a phase sells."""

    PUBLIC = "public"
    ALLOWLIST = "allowlist"
    TICKET = "ticket"

    @property
    def has_price(self) -> bool:
        """Whether the phase itself says the price, not each entry or ticket."""
        return self is Audience.PUBLIC


class GoldenState(StrEnum):
    """How far the draw of the golden edition is: editions left, none left, its block named, drawn, or not in time."""

    WAITING = "waiting"
    DUE = "due"
    SCHEDULED = "scheduled"
    DRAWN = "drawn"
    FORFEITED = "forfeited"


@dataclass(frozen=True)
class TierStock:
    """How many editions of a tier there may be, and how many are minted."""

    supply: int
    minted: int


@dataclass(frozen=True)
class Stock:
    """What bounds the editions of a drop, and how many are minted; a cut-off of 0 is never."""

    supply: int
    minted: int
    least_supply: int = 0
    cut_off: int = 0
    lowered_supply: int | None = None
    is_closed: bool = False
    is_paused: bool = False
    tiers: tuple[TierStock, ...] = ()

    @property
    def most(self) -> int:
        """How many editions there may be while the cut-off is ahead."""
        return self.supply if self.lowered_supply is None else min(self.supply, self.lowered_supply)

    def bound(self, seconds: float) -> int:
        """Return how many editions there will be at most, as promised at a time; it never grows."""
        if self.is_closed:
            return self.minted
        if not self.cut_off or seconds < self.cut_off:
            return self.most
        return min(self.most, max(self.least_supply, self.minted))

    def count_left(self, tier: int, seconds: float) -> int:
        """Return how many editions of a tier can still be minted."""
        left = self.bound(seconds) - self.minted
        return min(left, self.tiers[tier].supply - self.tiers[tier].minted) if self.tiers else left


@dataclass(frozen=True)
class Window:
    """From when until when a phase sells, and which tier; `closes` 0 is never."""

    opens: int
    closes: int
    tier: int = 0


@dataclass(frozen=True)
class Draw:
    """The block that draws the golden edition, once named, and the serial, once drawn."""

    block: int | None = None
    serial: int | None = None


def judge_phase(window: Window, stock: Stock, seconds: float) -> PhaseState:
    """Return the state of a phase; that nothing is left ends it for good, so that comes first."""
    if stock.count_left(window.tier, seconds) <= 0:
        return _judge_end(window.tier, stock)
    if window.closes and seconds >= window.closes:
        return PhaseState.CLOSED
    return PhaseState.OPEN if seconds >= window.opens else PhaseState.UPCOMING


def judge_sale(windows: Sequence[Window], stock: Stock, seconds: float) -> SaleState:
    """Return the state of a drop: open while any phase is, upcoming while one is to come."""
    states = {judge_phase(window, stock, seconds) for window in windows}
    if PhaseState.OPEN in states:
        return SaleState.PAUSED if stock.is_paused else SaleState.OPEN
    if PhaseState.UPCOMING in states:
        return SaleState.UPCOMING
    is_sold_out = states == {PhaseState.SOLD_OUT} or _is_collected(stock)
    return SaleState.SOLD_OUT if is_sold_out else SaleState.CLOSED


def judge_golden(draw: Draw, stock: Stock, seconds: float, head: int) -> GoldenState:
    """Return how far the draw is at block `head`; a closed drop that nobody bought never has a golden edition."""
    if draw.serial is not None:
        return GoldenState.DRAWN
    if draw.block is not None:
        return GoldenState.FORFEITED if head >= draw.block + GOLDEN_MEMORY_BLOCKS else GoldenState.SCHEDULED
    if stock.bound(seconds) > stock.minted:
        return GoldenState.WAITING
    return GoldenState.DUE if stock.minted else GoldenState.FORFEITED


def _judge_end(tier: int, stock: Stock) -> PhaseState:
    """Tell editions that are all collected from those that will never be."""
    is_tier_collected = bool(stock.tiers) and stock.tiers[tier].minted >= stock.tiers[tier].supply
    return PhaseState.SOLD_OUT if is_tier_collected or _is_collected(stock) else PhaseState.CLOSED


def _is_collected(stock: Stock) -> bool:
    return stock.minted >= stock.most or 0 < stock.minted == stock.least_supply
