"""Write what a payee earned, was paid and is owed in one month. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from backend.royalties.ledger import Book, Division, Money, Payment
from backend.royalties.models import Source

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Month:
    """A month of UTC, from `start` up to `end`, both in Unix seconds."""

    name: str
    start: int
    end: int

    @classmethod
    def of(cls, year: int, month: int) -> "Month":
        """Return a month; January is 1."""
        start, end = datetime(year, month, 1, tzinfo=UTC), datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        return cls(f"{year:04}-{month:02}", int(start.timestamp()), int(end.timestamp()))

    @classmethod
    def at(cls, seconds: int) -> "Month":
        """Return the month of a moment."""
        return _month_of_day(seconds // DAY_SECONDS)

    def __contains__(self, seconds: int) -> bool:
        return self.start <= seconds < self.end


@dataclass(frozen=True, slots=True)
class Line:
    """A payee's part of money that was divided: `gross` is all of that money, the share is in parts per million."""

    divided_at: int
    distribution: str
    money: Money
    share: int
    part: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One payee's month in one currency: what was owed before, what was added, what was paid, what is owed after."""

    currency: str | None
    opening: int
    lines: tuple[Line, ...]
    payments: tuple[Payment, ...]

    @property
    def earned(self) -> int:
        """What the lines add up to."""
        return sum(line.part for line in self.lines)

    @property
    def paid(self) -> int:
        """What the payments add up to."""
        return sum(payment.amount for payment in self.payments)

    @property
    def closing(self) -> int:
        """What is owed at the end of the month."""
        return self.opening + self.earned - self.paid

    def sum_by_source(self) -> dict[Source, int]:
        """Return what was earned of each source, in the order of sources."""
        return {source: sum(line.part for line in self.lines if line.money.source is source) for source in Source}


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """What came into a split in a month, by source, and what it paid to its payees."""

    month: str
    received: dict[Source, int]
    paid: int


def write_statement(currency: str | None, book: Book, payee: str, month: Month) -> Statement:
    """Return a payee's statement of a month."""
    before = [division for division in book.divisions if division.distribution.timestamp < month.start]
    payments = book.list_payments(payee)
    opening = sum(division.part_of(payee) for division in before)
    opening -= sum(payment.amount for payment in payments if payment.timestamp < month.start)
    return Statement(
        currency=currency,
        opening=opening,
        lines=tuple(_list_lines(book.divisions, payee, month)),
        payments=tuple(payment for payment in payments if payment.timestamp in month),
    )


def list_months(book: Book) -> list[MonthTotals]:
    """Return what came in and was paid, month by month, without gaps."""
    income = [(Month.at(seconds).name, money) for seconds, money in book.list_income()]
    paid = [(Month.at(payment.timestamp).name, payment.amount) for payment in book.list_payments()]
    names = sorted({name for name, _ in income} | {name for name, _ in paid})
    totals = {name: MonthTotals(name, dict.fromkeys(Source, 0), 0) for name in _fill(names)}
    for name, money in income:
        totals[name].received[money.source] += money.amount
    for name, amount in paid:
        totals[name] = MonthTotals(name, totals[name].received, totals[name].paid + amount)
    return list(totals.values())


@lru_cache(maxsize=10_000)
def _month_of_day(day: int) -> Month:
    moment = datetime.fromtimestamp(day * DAY_SECONDS, tz=UTC)
    return Month.of(moment.year, moment.month)


def _list_lines(divisions: Sequence[Division], payee: str, month: Month) -> Iterator[Line]:
    for division in divisions:
        told, share = division.distribution, division.share_of(payee)
        if share and told.timestamp in month:
            for money, part in zip(division.taken, division.spread(payee), strict=True):
                yield Line(told.timestamp, told.transaction_hash, money, share, part)


def _fill(names: Sequence[str]) -> Iterator[str]:
    """Return all months from the first to the last."""
    if not names:
        return
    year, month = map(int, names[0].split("-"))
    while (name := f"{year:04}-{month:02}") <= names[-1]:
        yield name
        year, month = year + month // 12, month % 12 + 1
