"""Value what came into a split by the rates of its moments: what nobody observed is left open. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from backend.royalties.ledger import Book
from backend.royalties.rates import Observation, RateTable
from backend.royalties.statement import Month


@dataclass(frozen=True)
class IncomeWorth:
    """What came in was worth when it came in, by month; `None` for a month any of which is not known."""

    months: Mapping[str, Decimal | None] = field(default_factory=dict)
    rates: Sequence[Observation] = ()

    @property
    def total(self) -> Decimal | None:
        """Return the worth of all that came in, or `None` when any of it is not known."""
        known = [amount for amount in self.months.values() if amount is not None]
        return sum(known, Decimal()) if known and len(known) == len(self.months) else None


def value_income(book: Book, decimals: int, rates: RateTable) -> IncomeWorth:
    """Return what came in was worth; when money came that is only seen as it is divided, nobody knows."""
    months: dict[str, Decimal | None] = {}
    used: dict[Observation, None] = {}
    for seconds, money in book.list_income():
        name = Month.at(seconds).name
        worth = rates.judge(money.receipt.currency, decimals, money.amount, seconds) if money.receipt else None
        before = months.get(name, Decimal())
        months[name] = before + worth.amount if worth is not None and before is not None else None
        if worth is not None:
            used[worth.rate] = None
    return IncomeWorth(months, tuple(used))
