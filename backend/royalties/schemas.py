"""What crosses HTTP about royalties; amounts are in the smallest unit, times are Unix seconds."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from backend.core.types import Address, Wei
from backend.drops.schemas import PreparedTransaction
from backend.royalties.models import Source


class SplitKind(StrEnum):
    """Whether an owner could change who is paid when the split was created."""

    FIXED = "fixed"
    MANAGED = "managed"


class PayeeView(BaseModel):
    """Who is paid what share, in parts per million."""

    account: str
    share_ppm: int
    name: str | None = Field(description="what the release calls them")


class StandingView(BaseModel):
    """How a payee stands: `expected` is what a distribution now would give; `owed` can be taken already."""

    account: str
    earned: Wei
    paid: Wei
    owed: Wei
    expected: Wei


class CurrencyView(BaseModel):
    """The chain's coin, or a token; a symbol of "" and no decimals for one this label's record does not know."""

    address: str | None
    symbol: str
    decimals: int

    @property
    def name(self) -> str:
        """What the currency is called in a sentence."""
        return self.symbol or f"units of the token {self.address}"


class MoneyView(CurrencyView):
    """All money of a split in one currency; payees are those of now and of before."""

    received: Wei
    divided: Wei
    undivided: Wei
    owed: Wei
    rewards: Wei
    by_source: dict[Source, Wei]
    payees: list[StandingView]


class SplitView(BaseModel):
    """A split, its payees and its money."""

    address: str
    drop: str | None = Field(description="whose sales it divides; null for a split of its own")
    slug: str | None
    title: str | None
    kind: SplitKind
    is_final: bool = Field(description="whether nobody can change the payees, or nobody any more")
    tag: Wei
    reward_ppm: int = Field(description="the part of a distribution that whoever starts it is paid")
    payees: list[PayeeView]
    currencies: list[MoneyView] = Field(description="the chain's coin first")
    is_stale: bool = Field(description="whether the chain was last seen too long ago to be sure")


class MonthView(BaseModel):
    """What came into a split in a month, by source, and what it paid."""

    month: str
    received: dict[Source, Wei]
    paid: Wei


class WorthView(BaseModel):
    """What a part was worth when its money came in, by a rate that somebody observed."""

    amount: str
    fiat: str
    rate: str
    source: str
    observed_at: datetime


class LineView(BaseModel):
    """A part of money that was divided; of what came in without a word nobody knows when."""

    divided_at: int
    distribution: str
    received_at: int | None
    transaction: str | None
    transaction_url: str | None
    source: Source
    sender: str | None
    gross: Wei
    share_ppm: int
    part: Wei
    worth: WorthView | None


class PaymentView(BaseModel):
    """Money that was paid, to the payee or to whom it named."""

    paid_at: int
    transaction: str
    transaction_url: str | None
    recipient: str
    amount: Wei


class AccountView(CurrencyView):
    """A payee's month in one currency: `opening` and `earned` less `paid` are `closing`."""

    opening: Wei
    earned: Wei
    paid: Wei
    closing: Wei
    by_source: dict[Source, Wei]
    worth: str | None = Field(description="of all lines together; null when the worth of any is not known")
    lines: list[LineView]
    payments: list[PaymentView]


class StatementView(BaseModel):
    """One payee's month: what was earned, paid and is owed, and why."""

    split: str
    slug: str | None
    title: str | None
    payee: str
    name: str | None
    month: str
    starts_at: int
    ends_at: int
    fiat: str | None = Field(description="in which money worth is written; null when no rate is known")
    is_stale: bool
    accounts: list[AccountView]


class RatesKept(BaseModel):
    """How many rates were kept."""

    count: int


class DistributionWish(BaseModel):
    """What is to be divided: the chain's coin, or a token; and who would send it."""

    currency: Address | None = None
    account: Address | None = Field(default=None, description="whose balance is checked for the network fee")


class WithdrawalWish(DistributionWish):
    """Which payee is to be paid what it is owed; the payee itself may name another recipient."""

    payee: Address
    recipient: Address | None = None


class PartView(BaseModel):
    """What a payout gives to one payee."""

    account: str
    amount: Wei
    name: str | None


class PayoutTerms(BaseModel):
    """What a payout does."""

    amounts: list[PartView]
    reward: Wei = Field(description="what whoever sends it is paid")
    sentence: str


class PreparedPayout(PayoutTerms, PreparedTransaction):
    """A payout that would succeed now."""
