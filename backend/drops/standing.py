"""Read what became of a drop from the changes its contract logged. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backend.drops.models import Drop, DropChange, DropPhase
from backend.drops.sale import (
    NEVER_OPENS,
    Draw,
    GoldenState,
    PhaseState,
    SaleState,
    Stock,
    TierStock,
    Window,
    judge_golden,
    judge_phase,
    judge_sale,
)

SUPPLY_SHRUNK = "SupplyShrunk"
DROP_CLOSED = "DropClosed"
SALE_PAUSED = "SalePaused"
GOLDEN_SCHEDULED = "GoldenScheduled"
GOLDEN_DRAWN = "GoldenDrawn"
VALIDATOR_REMOVED = "TransferValidatorUpdated"


@dataclass(frozen=True)
class Standing:
    """A drop with its phases, what bounds its editions, and how far they are sold."""

    drop: Drop
    phases: tuple[DropPhase, ...]
    stock: Stock
    validator: str | None
    draw: Draw

    def judge(self, seconds: float) -> SaleState:
        """Return the state of the drop as a whole."""
        return judge_sale([_window(phase) for phase in self.phases], self.stock, seconds)

    def judge_phase(self, phase: DropPhase, seconds: float) -> PhaseState:
        """Return the state of one of its phases."""
        return judge_phase(_window(phase), self.stock, seconds)

    def judge_golden(self, seconds: float, head: int) -> GoldenState:
        """Return how far the draw of its golden edition is at block `head`."""
        return judge_golden(self.draw, self.stock, seconds, head)

    def find_phase(self, number: int) -> DropPhase | None:
        """Return the phase of a number, or `None`."""
        return next((phase for phase in self.phases if phase.number == number), None)


@dataclass(frozen=True)
class Minted:
    """How many editions are minted, and how many of each tier but the first."""

    total: int
    tiers: Mapping[int, int] = field(default_factory=dict)

    def of(self, tier: int) -> int:
        """Return how many of a tier are minted."""
        return self.tiers.get(tier, 0) if tier else self.total - sum(self.tiers.values())


def read_standing(drop: Drop, phases: Sequence[DropPhase], changes: Sequence[DropChange], minted: Minted) -> Standing:
    """Put together what is known of a drop; changes and phases are in the order of the chain."""
    last = {change.event: change.value for change in changes}
    public = () if drop.opens == NEVER_OPENS else (_public_phase(drop),)
    return Standing(
        drop=drop,
        phases=(*public, *phases),
        stock=_read_stock(drop, last, minted),
        validator=None if VALIDATOR_REMOVED in last else drop.validator,
        draw=Draw(block=last.get(GOLDEN_SCHEDULED), serial=last.get(GOLDEN_DRAWN)),
    )


def _read_stock(drop: Drop, last: Mapping[str, int], minted: Minted) -> Stock:
    return Stock(
        supply=drop.supply,
        minted=minted.total,
        least_supply=drop.least_supply,
        cut_off=drop.cut_off,
        lowered_supply=last.get(SUPPLY_SHRUNK),
        is_closed=DROP_CLOSED in last,
        is_paused=bool(last.get(SALE_PAUSED)),
        tiers=tuple(TierStock(supply, minted.of(tier)) for tier, supply in enumerate(drop.tiers)),
    )


def _public_phase(drop: Drop) -> DropPhase:
    return DropPhase(
        block_hash=drop.block_hash,
        log_index=0,
        block_number=drop.block_number,
        drop=drop.address,
        number=0,
        price=drop.price,
        opens=drop.opens,
        closes=drop.closes,
        wallet_cap=drop.wallet_cap,
        root=None,
        signer=None,
        tier=0,
        is_in_currency=drop.is_in_currency,
    )


def _window(phase: DropPhase) -> Window:
    return Window(opens=phase.opens, closes=phase.closes, tier=phase.tier)
