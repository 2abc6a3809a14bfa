"""What a drop sells, to whom and for how much, as a page says it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from backend.core.types import PARTS_PER_MILLION
from backend.drops.sale import Audience, PhaseState
from backend.drops.schemas import DropDetails, PhaseDetails, TierDetails
from backend.pages.formats import COIN_DECIMALS, amount, price

AUDIENCES = {Audience.PUBLIC: "For everyone", Audience.ALLOWLIST: "For the list", Audience.TICKET: "With a ticket"}
PRICED_ELSEWHERE = {Audience.PUBLIC: "unknown", Audience.ALLOWLIST: "by list", Audience.TICKET: "by ticket"}
CURRENT = (PhaseState.OPEN, PhaseState.UPCOMING)
BASIS_POINTS = 10_000


@dataclass(frozen=True)
class Unit:
    """What an amount is counted in."""

    symbol: str
    decimals: int


@dataclass(frozen=True)
class Offer:
    """One phase of a drop; `unit` is `None` for a currency this site does not know, `tier` where there is one only."""

    phase: PhaseDetails
    unit: Unit | None
    tier: TierDetails | None

    @property
    def audience(self) -> str:
        """Say who may buy."""
        return AUDIENCES[self.phase.audience]

    @property
    def is_priced(self) -> bool:
        """Tell whether the page can say what an edition costs."""
        return self.unit is not None and self.phase.price is not None

    @property
    def symbol(self) -> str:
        """Return what stands before the price: nothing before "Free"."""
        return self.unit.symbol if self.unit and self.phase.price else ""

    @property
    def price(self) -> str:
        """Write the price of one edition, or who says it."""
        if self.unit is None or self.phase.price is None:
            return PRICED_ELSEWHERE[self.phase.audience]
        return price(self.phase.price, self.unit.decimals) if self.phase.price else "Free"

    @property
    def cost(self) -> str:
        """Write the price of one edition as part of a sentence: "5 POL", "free"."""
        if self.unit is None or not self.phase.price:
            return "free"
        return f"{amount(self.phase.price, self.unit.decimals)} {self.unit.symbol}"


@dataclass(frozen=True)
class Sale:
    """A drop as it stands, and the symbol of the chain's coin."""

    drop: DropDetails
    coin: str

    @cached_property
    def offers(self) -> list[Offer]:
        """Return the phases in their order."""
        tiers = {tier.number: tier for tier in self.drop.tiers}
        return [Offer(phase, self._unit(phase), tiers.get(phase.tier)) for phase in self.drop.phases]

    @cached_property
    def offer(self) -> Offer | None:
        """Return what a visitor without a wallet sees first, or `None` while nothing is for sale."""
        return choose_offer(self.offers)

    @property
    def opens(self) -> int:
        """Return when the first phase to come opens."""
        return min((phase.opens for phase in self.drop.phases if phase.state == PhaseState.UPCOMING), default=0)

    @property
    def clock(self) -> tuple[str, int]:
        """Return what the clock counts to and when, 0 for nothing; an open supply ends at its cut-off."""
        if self.offer is None:
            return "Closes", 0
        phase = self.offer.phase
        cut_off = self.drop.cut_off if self.drop.supply is None else 0
        ends = min(filter(None, (phase.closes, cut_off)), default=0)
        moments = {
            PhaseState.UPCOMING: ("Opens", phase.opens),
            PhaseState.OPEN: ("Closes", ends),
            PhaseState.CLOSED: ("Closed", phase.closes),
        }
        return moments.get(phase.state, ("Closes", 0))

    @property
    def is_simple(self) -> bool:
        """Tell whether there is nothing to choose: one phase, for everyone, of the only kind."""
        if len(self.offers) != 1:
            return not self.offers
        return self.offers[0].phase.audience == Audience.PUBLIC and self.offers[0].tier is None

    @property
    def price(self) -> str:
        """Say what an edition costs: "POL 5.00", "from POL 3.00", "free"; "" when no page can say it."""
        best = self._cheapest
        return "" if best is None else self._lead(best, f"{best.symbol} {best.price}")

    @property
    def cost(self) -> str:
        """Say within a sentence what an edition costs: "5 POL each", "from 3 POL each", "free"."""
        best = self._cheapest
        return "" if best is None else self._lead(best, f"{best.cost} each")

    def share(self, parts: int) -> str:
        """Write how much a share, in parts of a million, is of one edition sold without a referrer."""
        if self.offer is None or self.offer.unit is None or self.offer.phase.price is None:
            return ""
        left = self.offer.phase.price * (BASIS_POINTS - self.drop.platform_bps) // BASIS_POINTS
        return f"{self.offer.unit.symbol} {price(left * parts // PARTS_PER_MILLION, self.offer.unit.decimals)}"

    @cached_property
    def _priced(self) -> list[Offer]:
        priced = [offer for offer in self.offers if offer.is_priced]
        return [offer for offer in priced if offer.phase.state in CURRENT] or priced

    @property
    def _cheapest(self) -> Offer | None:
        return find_cheapest(self._priced)

    def _lead(self, best: Offer, words: str) -> str:
        differ = any((offer.phase.price, offer.unit) != (best.phase.price, best.unit) for offer in self._priced)
        if not best.phase.price:
            return "partly free" if differ else "free"
        return f"from {words}" if differ else words

    def _unit(self, phase: PhaseDetails) -> Unit | None:
        currency = self.drop.currency
        if not phase.in_currency:
            return Unit(self.coin, COIN_DECIMALS)
        return Unit(currency.symbol, currency.decimals) if currency and currency.symbol else None


def choose_offer(offers: list[Offer]) -> Offer | None:
    """Return what a visitor without a wallet sees first; offer.js says the same of a visitor with one."""
    is_open = [offer for offer in offers if offer.phase.state == PhaseState.OPEN]
    public = [offer for offer in is_open if offer.phase.audience == Audience.PUBLIC and offer.unit]
    lists = [offer for offer in is_open if offer.phase.audience == Audience.ALLOWLIST]
    upcoming = [offer for offer in offers if offer.phase.state == PhaseState.UPCOMING]
    candidates = (
        [find_cheapest(public)],
        lists,
        sorted(upcoming, key=lambda offer: offer.phase.opens),
        is_open,
        offers[-1:],
    )
    return next((found[0] for found in candidates if found and found[0]), None)


def find_cheapest(offers: Iterable[Offer]) -> Offer | None:
    """Return the cheapest; amounts in different units do not compare, so then the first stays, unless one is free."""
    best: Offer | None = None
    for offer in offers:
        if best is None or _is_cheaper(offer.phase, best.phase):
            best = offer
    return best


def _is_cheaper(one: PhaseDetails, other: PhaseDetails) -> bool:
    costs, best = one.price or 0, other.price or 0
    return costs < best and (one.in_currency == other.in_currency or costs == 0)
