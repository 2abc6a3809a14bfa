"""What the page of a split is given: its money, what may be done with it, and whose statements may be read. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from backend.drops.amounts import write_down
from backend.pages.charts import MOST_MONTHS, Bar, draw_months
from backend.pages.formats import utc
from backend.pages.views import ChainPlace, PayeeShare
from backend.royalties.ledger import compute_part
from backend.royalties.models import Source
from backend.royalties.schemas import MoneyView, MonthView, SplitView, StatementView
from backend.royalties.service import Wanted
from backend.royalties.worth import IncomeWorth

SOURCES = {
    Source.PRIMARY: "Sales",
    Source.SECONDARY: "Resales",
    Source.TIP: "Tips",
    Source.OTHER: "Other",
    Source.CARRIED: "Carried over",
}


@dataclass(frozen=True)
class Deed:
    """One payout that can be sent now."""

    kind: str
    currency: str | None
    payee: str | None
    label: str
    note: str


@dataclass(frozen=True)
class Account:
    """A split's money in one currency, with its months, the oldest first, and what it was worth as it came in."""

    money: MoneyView
    months: Sequence[MonthView]
    worth: IncomeWorth
    fiat: str | None

    @property
    def symbol(self) -> str:
        """Return what the currency is called."""
        return self.money.symbol or "unknown token"

    @property
    def paid(self) -> int:
        """Return what the payees were paid."""
        return sum(each.paid for each in self.money.payees)

    @property
    def shown(self) -> Sequence[MonthView]:
        """Return the months of the chart."""
        return self.months[-MOST_MONTHS:]

    @cached_property
    def bars(self) -> list[Bar]:
        """Return the chart of the months."""
        return draw_months(self.shown)

    @property
    def sources(self) -> list[tuple[str, str, int]]:
        """Return where money came from: key, words and amount of each source that there was."""
        return [(source.value, SOURCES[source], amount) for source, amount in self.money.by_source.items() if amount]

    @property
    def basis(self) -> str:
        """Say by whose rates, and of when, what came in was judged; "" when by none."""
        if not self.worth.rates:
            return ""
        sources = " and ".join(sorted({rate.source for rate in self.worth.rates}))
        moments = [int(rate.observed_at.timestamp()) for rate in self.worth.rates]
        first, last = utc(min(moments)), utc(max(moments))
        when = f"of {first}" if first == last else f"from {first} to {last}"
        return f"{self.fiat} when it came in, by rates of {sources} {when}; blank where none was known."

    @property
    def received_worth(self) -> str:
        """Write what all that came in was worth; "" when not all of it is known."""
        return "" if self.worth.total is None else f"{self.worth.total:f} {self.fiat}"

    def write(self, amount: int) -> str:
        """Write an amount with its currency."""
        return f"{write_down(amount, self.money.decimals)} {self.symbol}"


@dataclass(frozen=True)
class SplitPage:
    """Everything `/royalties/<split>` shows; a split of its own has no release."""

    view: SplitView
    months: Mapping[str | None, Sequence[MonthView]]
    place: ChainPlace
    artist: str = ""
    cover_url: str = ""
    worths: Mapping[str | None, IncomeWorth] = field(default_factory=dict)
    fiat: str | None = None

    @property
    def title(self) -> str:
        """Return what the page is called."""
        return self.view.title or "A split"

    @property
    def payees(self) -> list[PayeeShare]:
        """Return who gets what."""
        return [PayeeShare(each.account, each.share_ppm, each.name) for each in self.view.payees]

    @cached_property
    def accounts(self) -> list[Account]:
        """Return the money by currency; the chain's coin first."""
        return [
            Account(money, self.months.get(money.address, ()), self.worths.get(money.address, IncomeWorth()), self.fiat)
            for money in self.view.currencies
        ]

    @cached_property
    def deeds(self) -> list[Deed]:
        """Return what can be paid out: what waits to be divided, then what each payee may take."""
        divisions = [self._offer_division(account) for account in self.accounts]
        return [deed for deed in divisions if deed] + [
            Deed("withdraw", account.money.address, each.account, f"Take {account.write(each.owed)}", "It is yours.")
            for account in self.accounts
            for each in account.money.payees
            if each.owed
        ]

    @property
    def month_names(self) -> list[str]:
        """Return the months there are statements of, the newest first."""
        return sorted({month.month for months in self.months.values() for month in months}, reverse=True)

    def list_readable(self, reader: "Reader") -> list[tuple[str, str | None]]:
        """Return the payees, of now and of before, whose statements somebody may read, with their names."""
        names = {each.account: each.name for each in self.view.payees}
        accounts = {each.account for account in self.accounts for each in account.money.payees}
        return [(payee, names.get(payee)) for payee in sorted(accounts, key=str.lower) if reader.may_read(payee)]

    def list_facts(self) -> dict[str, Any]:
        """Return what the page's script is told."""
        return {
            "split": self.view.address,
            "chain": self.place.chain_id,
            "chainName": self.place.chain_name,
            "units": {
                money.address or "coin": {"symbol": money.symbol, "decimals": money.decimals}
                for money in self.view.currencies
            },
        }

    def _offer_division(self, account: Account) -> Deed | None:
        """Offer to divide what waits, unless it is too little to be written."""
        money, people = account.money, len(self.view.payees)
        amount = sum(each.expected for each in money.payees)
        if write_down(amount, money.decimals) == "0":
            return None
        among = "1 payee" if people == 1 else f"{people} payees"
        reward = compute_part(money.undivided, self.view.reward_ppm)
        rewarded = f"You get {account.write(reward)} for it." if reward else "Anyone may do it."
        if money.address is None:
            label, note = f"Pay out {account.write(amount)} to {among}", rewarded
        else:
            label = f"Share out {account.write(amount)} among {among}"
            note = f"Each of them can then take their part. {rewarded}"
        return Deed("distribute", money.address, None, label, note)


@dataclass(frozen=True)
class Reader:
    """Who is signed in, and may read statements: of the wallets that are theirs, or of all as the label's owner."""

    wallets: tuple[str, ...]
    is_owner: bool = False

    def may_read(self, payee: str) -> bool:
        """Tell whether a payee's statement is theirs to read."""
        return self.is_owner or payee in self.wallets


def list_rates(statement: StatementView) -> list[str]:
    """Say by which rates a statement's money was judged: whose they are, and of when."""
    worths = [(account, line.worth) for account in statement.accounts for line in account.lines if line.worth]
    sentences = (
        f"1 {account.symbol} = {worth.rate} {worth.fiat} ({worth.source}, {utc(int(worth.observed_at.timestamp()))})"
        for account, worth in worths
    )
    return list(dict.fromkeys(sentences))


class RoyaltyPages(Protocol):
    """Where the pages of royalties get what they show; the composition root puts one on `app.state.royalty_pages`."""

    async def split_page(self, split: str) -> SplitPage:
        """Return the page of one split; raises `SplitMissing`."""

    async def write_statement(self, split: str, wanted: Wanted) -> StatementView:
        """Return a payee's month; raises `SplitMissing`."""
