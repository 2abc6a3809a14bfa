"""Say in a plain sentence why the contract would refuse a mint."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backend.core.errors import HecticError
from backend.drops.errors import (
    AllowanceUsedUp,
    CollectingEnded,
    DropClosed,
    FewerLeft,
    FewerOfTierLeft,
    MintRefused,
    NotForThisWallet,
    NotOnTheList,
    NotOpenYet,
    PaymentRefused,
    PhaseForOthers,
    PhaseMissing,
    PriceDiffers,
    QuantityRefused,
    ReferrerBuys,
    SaleClosed,
    SalePaused,
    SoldOut,
    TicketExpired,
    TicketForged,
    TicketUsed,
    TierSoldOut,
    WalletCapReached,
    WalletRefusesEditions,
)
from backend.drops.purchase import NOBODY, Purchase
from backend.drops.sale import Stock


@dataclass(frozen=True)
class Situation:
    """What was tried, what there was to buy, and when in Unix seconds."""

    purchase: Purchase
    stock: Stock
    seconds: float

    @property
    def deadline(self) -> int:
        """Until when the ticket was good."""
        ticket = self.purchase.ticket
        return ticket.deadline if ticket else 0

    @property
    def listed(self) -> int:
        """How many editions the list lets the wallet buy."""
        proof = self.purchase.proof
        return proof.quantity if proof else 0


def explain_refusal(reason: str, situation: Situation) -> HecticError:
    """Return the error for a revert reason of `MixDrop.mint`, `mint_listed` or `mint_with_ticket`."""
    if not is_told_by_drop(reason, situation.purchase):
        return PaymentRefused(reason)
    return SENTENCES[reason](situation) if reason in SENTENCES else MintRefused(reason)


def is_told_by_drop(reason: str, purchase: Purchase) -> bool:
    """Return whether a reason is the drop's own, and not that of the token it takes the price in."""
    if purchase.currency is None or reason.startswith("drop: "):
        return True
    return purchase.ticket is not None and reason.startswith("ecdsa: ")


def explain_sold_out(situation: Situation) -> HecticError:
    """Return why nothing, or too little, is left of all editions."""
    purchase, stock = situation.purchase, situation.stock
    bound = stock.bound(situation.seconds)
    if stock.cut_off and situation.seconds >= stock.cut_off and stock.minted > stock.least_supply:
        return CollectingEnded(stock.cut_off)
    return SoldOut(bound) if purchase.quantity == 1 else FewerLeft(purchase.quantity, bound)


def _explain_tier(situation: Situation) -> HecticError:
    purchase = situation.purchase
    supply = situation.stock.tiers[purchase.phase.tier].supply
    return TierSoldOut(supply) if purchase.quantity == 1 else FewerOfTierLeft(purchase.quantity, supply)


def _explain_closed(situation: Situation) -> HecticError:
    closes = situation.purchase.phase.closes
    return SaleClosed(closes) if closes and situation.seconds >= closes else DropClosed()


def _explain_quantity(situation: Situation) -> HecticError:
    return QuantityRefused(situation.purchase.quantity)


def _explain_payment(situation: Situation) -> HecticError:
    currency = situation.purchase.currency
    return PaymentRefused("it does not pay in full") if currency else PriceDiffers()


SENTENCES: Mapping[str, Callable[[Situation], HecticError]] = {
    "drop: sold out": explain_sold_out,
    "drop: tier sold out": _explain_tier,
    "drop: no such tier": lambda situation: PhaseMissing(situation.purchase.phase.number),
    "drop: no such phase": lambda situation: PhaseMissing(situation.purchase.phase.number),
    "drop: phase is for others": lambda situation: PhaseForOthers(situation.purchase.phase.audience),
    "drop: not open yet": lambda situation: NotOpenYet(situation.purchase.phase.opens),
    "drop: closed": _explain_closed,
    "drop: paused": lambda _: SalePaused(),
    "drop: wallet cap reached": lambda situation: WalletCapReached(situation.purchase.phase.wallet_cap),
    "drop: quantity is zero": _explain_quantity,
    "drop: more than 20 at once": _explain_quantity,
    "drop: wrong payment": _explain_payment,
    "drop: payment refused": lambda _: PaymentRefused(""),
    "drop: referrer is the buyer": lambda _: ReferrerBuys(),
    "drop: recipient is zero address": lambda _: NotForThisWallet(NOBODY),
    "drop: receiver refused the edition": lambda _: WalletRefusesEditions(),
    "drop: not the wallet or its delegate": lambda situation: NotForThisWallet(situation.purchase.recipient),
    "drop: not on the list": lambda situation: NotOnTheList(situation.purchase.recipient),
    "drop: allowance used up": lambda situation: AllowanceUsedUp(situation.listed),
    "drop: ticket has expired": lambda situation: TicketExpired(situation.deadline),
    "drop: ticket was used or taken back": lambda _: TicketUsed(),
    "drop: ticket serial is too large": lambda _: TicketForged(),
    "drop: not the signer's ticket": lambda _: TicketForged(),
    "ecdsa: invalid signature": lambda _: TicketForged(),
    "ecdsa: invalid signature `s` value": lambda _: TicketForged(),
    "drop: not a clone": lambda _: MintRefused("this address sells nothing"),
}
