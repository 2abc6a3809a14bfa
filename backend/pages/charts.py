"""Money by the month, drawn as bars. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.royalties.models import Source
from backend.royalties.schemas import MonthView

WIDTH, HEIGHT = 400, 120
MOST_MONTHS = 24
LEAST_MONTHS = 6  # one month alone is a bar, not a wall
GAP = 0.3  # of a month's place
LEAST_HEIGHT = 1.0  # what is there is seen


@dataclass(frozen=True)
class Bar:
    """A rectangle in a box 400 wide and 120 high; `kind` is a source of what came in, or "paid"."""

    kind: str
    x: float
    y: float
    width: float
    height: float


def draw_months(months: Sequence[MonthView]) -> list[Bar]:
    """Draw months side by side: what came in, by source, one on the other, and beside it what was paid."""
    most = max((max(sum(month.received.values()), month.paid) for month in months), default=0)
    if not most:
        return []
    place = WIDTH / max(len(months), LEAST_MONTHS)
    width = round(place * (1 - GAP) / 2, 3)
    bars: list[Bar] = []
    for index, month in enumerate(months):
        x = round(index * place, 3)
        bars += _stack(month, x, width, most)
        bars += _stand("paid", month.paid, x + width, width, most)
    return bars


def _stack(month: MonthView, x: float, width: float, most: int) -> Iterator[Bar]:
    base = float(HEIGHT)
    for source in Source:
        for bar in _stand(source.value, month.received.get(source, 0), x, width, most, base):
            base = bar.y
            yield bar


def _stand(kind: str, amount: int, x: float, width: float, most: int, base: float = HEIGHT) -> Iterator[Bar]:
    if amount:
        height = max(HEIGHT * amount / most, LEAST_HEIGHT)
        yield Bar(kind, round(x, 3), round(max(base - height, 0), 3), width, round(height, 3))
