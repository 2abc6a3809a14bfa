"""Show splits and write statements from what the chain told."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from backend.catalog.repository import CatalogRepository
from backend.chain.contracts import Contracts
from backend.chain.freshness import find_freshness
from backend.core.clock import Clock
from backend.core.config import Settings
from backend.drops.repository import DropRepository
from backend.royalties.description import About, AccountWriter, describe_money, describe_month, describe_split
from backend.royalties.errors import SplitMissing
from backend.royalties.ledger import Book, read_books
from backend.royalties.rates import GOOD_FOR, Observation, RateTable
from backend.royalties.repository import RateRepository, RoyaltyRepository
from backend.royalties.schemas import CurrencyView, MonthView, SplitView, StatementView
from backend.royalties.statement import Month, list_months, write_statement
from backend.royalties.worth import IncomeWorth, value_income

COIN_DECIMALS = 18
Books = dict[str | None, Book]


@dataclass(frozen=True)
class Wanted:
    """Whose statement of which month, in what money of a state; none asks for the first that rates are known of."""

    payee: str
    month: Month
    fiat: str | None = None


@dataclass(frozen=True)
class Portrait:
    """A split, its months, and what came in was worth in money of a state, by currency; no fiat if no rate is known."""

    view: SplitView
    months: dict[str | None, list[MonthView]]
    worths: dict[str | None, IncomeWorth]
    fiat: str | None


class RoyaltyService:
    """The use cases of royalties that need no node."""

    def __init__(self, session: AsyncSession, contracts: Contracts, settings: Settings, clock: Clock) -> None:
        self._session = session
        self._royalties = RoyaltyRepository(session)
        self._rates = RateRepository(session)
        self._contracts = contracts
        self._settings = settings
        self._clock = clock

    async def describe(self, split: str) -> SplitView:
        """Return a split, its payees and its money."""
        return self._describe(await self.get_about(split), await self.read_books(split))

    async def portray(self, split: str) -> Portrait:
        """Return what the page of a split shows; the rows are read once."""
        about, books = await self.get_about(split), await self.read_books(split)
        fiat = await self._rates.find_first_fiat()
        rates = RateTable(await self._list_rates(fiat, books))
        return Portrait(
            view=self._describe(about, books),
            months={address: _describe_months(book) for address, book in books.items()},
            worths={
                address: value_income(book, self.get_currency(address).decimals, rates)
                for address, book in books.items()
            },
            fiat=fiat,
        )

    async def list_months(self, split: str, currency: str | None = None) -> list[MonthView]:
        """Return what came into a split and was paid, month by month; of its coin unless a token is given."""
        await self.get_about(split)
        books = await self.read_books(split)
        return _describe_months(books.get(currency, Book()))

    async def write_statement(self, split: str, wanted: Wanted) -> StatementView:
        """Return a payee's month."""
        about, books, month = await self.get_about(split), await self.read_books(split), wanted.month
        statements = {
            address: write_statement(address, book, wanted.payee, month) for address, book in _coin_first(books)
        }
        fiat = wanted.fiat or await self._rates.find_first_fiat()
        writer = AccountWriter(RateTable(await self._list_rates(fiat, books)), self._settings.explorer_url)
        return StatementView(
            split=split,
            slug=about.slug,
            title=about.title,
            payee=wanted.payee,
            name=about.name(wanted.payee),
            month=month.name,
            starts_at=month.start,
            ends_at=month.end,
            fiat=fiat,
            is_stale=about.is_stale,
            accounts=[writer.write(self.get_currency(address), each) for address, each in statements.items()],
        )

    async def keep_rates(self, rates: list[Observation]) -> int:
        """Keep rates, instead of those of the same moments; return how many."""
        await self._rates.keep(rates)
        return len(rates)

    async def get_about(self, address: str) -> About:
        """Return a split with what it is for; raises `SplitMissing`."""
        split = await self._royalties.find_split(address)
        if split is None:
            raise SplitMissing(address)
        changed = await self._royalties.list_changed_payees([address]) if split.owner else {}
        drop = await DropRepository(self._session).find_by_split(address)
        release = await CatalogRepository(self._session).find_release_by_key(drop.release) if drop else None
        freshness = await find_freshness(self._session, self._clock(), self._settings.grant_staleness_seconds)
        return About(
            split=split,
            payees=changed.get(address, split.payees),
            drop=drop.address if drop else None,
            slug=release.slug if release else None,
            manifest=release.manifest if release else {},
            is_stale=freshness.is_stale,
        )

    async def read_books(self, split: str) -> Books:
        """Return the accounts of a split by currency."""
        return read_books(*await self._royalties.list_told(split))

    async def counts(self, split: str, transaction_hash: str) -> bool:
        """Tell whether what a transaction paid or divided is known here."""
        return await self._royalties.has_paid(split, transaction_hash)

    def get_currency(self, address: str | None) -> CurrencyView:
        """Return what a currency is called and how it is divided."""
        if address is None:
            return CurrencyView(address=None, symbol=self._settings.chain_coin, decimals=COIN_DECIMALS)
        known = self._contracts.find_currency(address)
        return CurrencyView(
            address=address, symbol=known.symbol if known else "", decimals=known.decimals if known else 0
        )

    def _describe(self, about: About, books: Books) -> SplitView:
        accounts = _coin_first({None: Book(), **books})
        return describe_split(
            about, [describe_money(self.get_currency(address), book, about) for address, book in accounts]
        )

    async def _list_rates(self, fiat: str | None, books: Books) -> list[Observation]:
        """Return the rates that were good when money came in."""
        moments = [receipt.timestamp for book in books.values() for receipt in book.receipts]
        if fiat is None or not moments:
            return []
        return await self._rates.list_rates(fiat, min(moments) - int(GOOD_FOR.total_seconds()), max(moments))


def _describe_months(book: Book) -> list[MonthView]:
    return [describe_month(totals) for totals in list_months(book)]


def _coin_first(books: Books) -> list[tuple[str | None, Book]]:
    return sorted(books.items(), key=lambda item: item[0] or "")
