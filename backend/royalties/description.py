"""Say what a split and a statement are in the words of pages and answers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from backend.royalties.ledger import Book, Payment
from backend.royalties.models import Shares, Source, Split
from backend.royalties.rates import RateTable, Worth
from backend.royalties.schemas import (
    AccountView,
    CurrencyView,
    LineView,
    MoneyView,
    MonthView,
    PayeeView,
    PaymentView,
    SplitKind,
    SplitView,
    StandingView,
    WorthView,
)
from backend.royalties.statement import Line, MonthTotals, Statement

RECEIVED_SOURCES: list[Source] = [source for source in Source if source is not Source.CARRIED]


@dataclass(frozen=True)
class About:
    """A split, the payees it has now, and the release whose sales it divides, if it does."""

    split: Split
    payees: Shares
    drop: str | None = None
    slug: str | None = None
    manifest: Mapping[str, Any] = field(default_factory=dict)
    is_stale: bool = False

    @property
    def title(self) -> str | None:
        """What the release is called."""
        return self.manifest.get("title")

    def name(self, account: str) -> str | None:
        """Return what the release calls a payee."""
        payees = self.manifest.get("payees", [])
        return next((each.get("name") for each in payees if each["account"].lower() == account.lower()), None)


def describe_split(about: About, money: list[MoneyView]) -> SplitView:
    """Return a split as its page shows it."""
    split = about.split
    return SplitView(
        address=split.address,
        drop=about.drop,
        slug=about.slug,
        title=about.title,
        kind=SplitKind.MANAGED if split.owner else SplitKind.FIXED,
        is_final=split.is_final,
        tag=split.tag,
        reward_ppm=split.reward_ppm,
        payees=[
            PayeeView(account=account, share_ppm=share, name=about.name(account)) for account, share in about.payees
        ],
        currencies=money,
        is_stale=about.is_stale,
    )


def describe_money(currency: CurrencyView, book: Book, about: About) -> MoneyView:
    """Return a split's money in one currency."""
    by_source: dict[Source, int] = dict.fromkeys(RECEIVED_SOURCES, 0)
    for _, money in book.list_income():
        by_source[money.source] += money.amount
    standings = book.list_standings(about.payees, about.split.reward_ppm)
    return MoneyView(
        **currency.model_dump(),
        received=sum(by_source.values()),
        divided=book.divided,
        undivided=book.undivided,
        owed=sum(standing.owed for standing in standings),
        rewards=book.rewards,
        by_source=by_source,
        payees=[
            StandingView(account=each.payee, earned=each.earned, paid=each.paid, owed=each.owed, expected=each.expected)
            for each in standings
        ],
    )


def describe_month(totals: MonthTotals) -> MonthView:
    """Return what came in and was paid in a month."""
    received = {source: totals.received[source] for source in RECEIVED_SOURCES}
    return MonthView(month=totals.month, received=received, paid=totals.paid)


@dataclass(frozen=True)
class AccountWriter:
    """Writes statements with what their lines were worth, and links to an explorer, if there is one."""

    rates: RateTable
    explorer_url: str = ""

    def write(self, currency: CurrencyView, statement: Statement) -> AccountView:
        """Return a payee's month in one currency."""
        worths = [self._judge(currency, line) for line in statement.lines]
        lines = [self._write_line(line, worth) for line, worth in zip(statement.lines, worths, strict=True)]
        return AccountView(
            **currency.model_dump(),
            opening=statement.opening,
            earned=statement.earned,
            paid=statement.paid,
            closing=statement.closing,
            by_source=statement.sum_by_source(),
            worth=_sum(worths),
            lines=lines,
            payments=[self._write_payment(payment) for payment in statement.payments],
        )

    def _judge(self, currency: CurrencyView, line: Line) -> Worth | None:
        receipt = line.money.receipt
        if receipt is None:
            return None
        return self.rates.judge(receipt.currency, currency.decimals, line.part, receipt.timestamp)

    def _write_line(self, line: Line, worth: Worth | None) -> LineView:
        receipt = line.money.receipt
        return LineView(
            divided_at=line.divided_at,
            distribution=line.distribution,
            received_at=receipt.timestamp if receipt else None,
            transaction=receipt.transaction_hash if receipt else None,
            transaction_url=self._link(receipt.transaction_hash) if receipt else None,
            source=line.money.source,
            sender=receipt.sender if receipt else None,
            gross=line.money.amount,
            share_ppm=line.share,
            part=line.part,
            worth=_describe_worth(worth) if worth else None,
        )

    def _write_payment(self, payment: Payment) -> PaymentView:
        return PaymentView(
            paid_at=payment.timestamp,
            transaction=payment.transaction_hash,
            transaction_url=self._link(payment.transaction_hash),
            recipient=payment.recipient,
            amount=payment.amount,
        )

    def _link(self, transaction_hash: str) -> str | None:
        return f"{self.explorer_url}/tx/{transaction_hash}" if self.explorer_url else None


def _describe_worth(worth: Worth) -> WorthView:
    rate = worth.rate
    return WorthView(
        amount=f"{worth.amount:f}", fiat=rate.fiat, rate=rate.value, source=rate.source, observed_at=rate.observed_at
    )


def _sum(worths: list[Worth | None]) -> str | None:
    """Return the sum of what lines were worth, or `None` when it is not known of all of them."""
    known = [worth.amount for worth in worths if worth is not None]
    return f"{sum(known, Decimal()):f}" if known and len(known) == len(worths) else None
