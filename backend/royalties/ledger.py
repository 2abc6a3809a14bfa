"""Account for the money of a split, to the wei. Pure: what the chain told goes in, who has earned what comes out.

Money waits in a queue, one per currency. A distribution takes what is left over of the last one first, then receipts,
the oldest first; where it divides more than is known to have come in, the rest is of another source.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import accumulate

from backend.core.types import PARTS_PER_MILLION
from backend.royalties.entries import Distributed, Entry, Received, Withdrawn
from backend.royalties.models import Shares, Source


@dataclass(frozen=True, slots=True)
class Money:
    """A receipt, or some of one; no receipt tells of what is left over, or came in without a word."""

    source: Source
    amount: int
    receipt: Received | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """A distribution and the money it took, which is its amount and its reward together."""

    distribution: Distributed
    taken: tuple[Money, ...]

    def share_of(self, payee: str) -> int:
        """Return a payee's share at the time, in parts per million."""
        return next((share for account, share in self.distribution.payees if account == payee), 0)

    def part_of(self, payee: str) -> int:
        """Return what a payee was given of it, rounded down as the contract does."""
        return compute_part(self.distribution.amount, self.share_of(payee))

    def spread(self, payee: str) -> list[int]:
        """Return a payee's part of each money that was taken; rounded so that they sum to the whole part."""
        part, total = self.part_of(payee), sum(money.amount for money in self.taken)
        ends = [part * end // total for end in accumulate(money.amount for money in self.taken)]
        return [end - start for start, end in zip([0, *ends], ends, strict=False)]

    @property
    def left_over(self) -> int:
        """What is too little to be divided; it stays in the split."""
        amount = self.distribution.amount
        return amount - sum(compute_part(amount, share) for _, share in self.distribution.payees)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that left a split for a payee, or for whom the payee named; the timestamp is in Unix seconds."""

    timestamp: int
    transaction_hash: str
    payee: str
    recipient: str
    amount: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a payee stands in one currency: given altogether, paid of it, and its share of what is not divided yet."""

    payee: str
    earned: int
    paid: int
    expected: int

    @property
    def owed(self) -> int:
        """What the payee can take from the split."""
        return self.earned - self.paid


@dataclass(frozen=True)
class Book:
    """All money of a split in one currency, in the order of the chain."""

    receipts: list[Received] = field(default_factory=list)
    divisions: list[Division] = field(default_factory=list)
    withdrawals: list[Withdrawn] = field(default_factory=list)
    waiting: deque[Money] = field(default_factory=deque)

    @property
    def undivided(self) -> int:
        """What came in and waits to be divided."""
        return sum(money.amount for money in self.waiting)

    @property
    def divided(self) -> int:
        """What the payees were given together."""
        return sum(division.distribution.amount - division.left_over for division in self.divisions)

    @property
    def rewards(self) -> int:
        """What was paid to those who started distributions."""
        return sum(division.distribution.reward for division in self.divisions)

    def list_income(self) -> Iterator[tuple[int, Money]]:
        """Return what came in, and when it was seen: what came without a word is seen when it is divided."""
        for receipt in self.receipts:
            yield receipt.timestamp, _money(receipt)
        for division in self.divisions:
            for money in division.taken:
                if money.receipt is None and money.source is Source.OTHER:
                    yield division.distribution.timestamp, money

    def list_payments(self, payee: str | None = None) -> list[Payment]:
        """Return what was paid, the oldest first; to one payee, or to all."""
        pushed = (payment for division in self.divisions for payment in _list_pushed(division))
        taken = (_payment(withdrawal) for withdrawal in self.withdrawals)
        payments = merge(pushed, taken, key=lambda payment: payment.timestamp)
        return [payment for payment in payments if payee in (None, payment.payee)]

    def list_standings(self, payees: Shares, reward_ppm: int = 0) -> list[Standing]:
        """Return how everyone stands who is a payee now, or was one; in ascending order."""
        earned, paid = Counter[str](), Counter[str]()
        for division in self.divisions:
            for account, share in division.distribution.payees:
                earned[account] += compute_part(division.distribution.amount, share)
        for payment in self.list_payments():
            paid[payment.payee] += payment.amount
        next_amount = self.undivided - compute_part(self.undivided, reward_ppm)
        shares = dict(payees)
        return [
            Standing(payee, earned[payee], paid[payee], compute_part(next_amount, shares.get(payee, 0)))
            for payee in sorted({*shares, *earned}, key=str.lower)
        ]


def compute_part(amount: int, share: int) -> int:
    """Return a share, in parts per million, of an amount, rounded down as the contract does."""
    return amount * share // PARTS_PER_MILLION


def read_books(*entries: Sequence[Entry]) -> dict[str | None, Book]:
    """Return a split's books by currency; each argument is in the order of the chain."""
    books: dict[str | None, Book] = {}
    for entry in merge(*entries, key=_position):
        _enter(books.setdefault(entry.currency, Book()), entry)
    return books


def _position(entry: Entry) -> tuple[int, int]:
    return entry.block_number, entry.log_index


def _enter(book: Book, entry: Entry) -> None:
    if isinstance(entry, Received):
        book.receipts.append(entry)
        book.waiting.append(_money(entry))
    elif isinstance(entry, Distributed):
        division = Division(entry, tuple(_take(book.waiting, entry.amount + entry.reward)))
        book.divisions.append(division)
        if division.left_over:
            book.waiting.appendleft(Money(Source.CARRIED, division.left_over))
    else:
        book.withdrawals.append(entry)


def _take(waiting: deque[Money], amount: int) -> Iterator[Money]:
    """Take an amount from the front; what is not there came in without a word."""
    while amount and waiting:
        money = waiting.popleft()
        if money.amount > amount:
            waiting.appendleft(replace(money, amount=money.amount - amount))
            money = replace(money, amount=amount)
        amount -= money.amount
        yield money
    if amount:
        yield Money(Source.OTHER, amount)


def _money(receipt: Received) -> Money:
    return Money(Source(receipt.source), receipt.amount, receipt)


def _list_pushed(division: Division) -> Iterator[Payment]:
    """Return what a distribution paid at once: parts of coin, but not of those who could not be paid."""
    told = division.distribution
    if told.currency is not None:
        return
    for account, share in told.payees:
        part = compute_part(told.amount, share)
        if part and account not in told.unpaid:
            yield Payment(told.timestamp, told.transaction_hash, account, account, part)


def _payment(told: Withdrawn) -> Payment:
    return Payment(told.timestamp, told.transaction_hash, told.payee, told.recipient, told.amount)
