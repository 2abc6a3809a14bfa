"""Why there is no drop, or no mint."""

from backend.core.clock import write_moment
from backend.core.errors import Conflict, Invalid, NotFound, TooLarge
from backend.drops.sale import Audience

AUDIENCES = {
    Audience.PUBLIC: "This phase is open to everyone. Collect in it without a ticket.",
    Audience.ALLOWLIST: "This phase is for the wallets on its list. Choose another phase.",
    Audience.TICKET: "This phase needs a ticket. Open the link the label sent you.",
}


class DropMissing(NotFound):
    """No drop sells this release, or its block is not indexed yet."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no drop called {slug} yet. One that was just created appears within a few seconds.")


class AllowlistTooLarge(TooLarge):
    """More was sent than the longest list needs."""

    def __init__(self, limit_bytes: int, most: int) -> None:
        size = f"{limit_bytes // 1024**2} MB"
        super().__init__(f"A list is at most {size} of JSON for {most:,} wallets. Spread it over two phases.")


class WalletListedTwice(Invalid):
    """One wallet has two entries, of which only one could be looked up."""

    def __init__(self, wallet: str) -> None:
        super().__init__(f"{wallet} is on the list twice. Keep one of its entries.", field="entries")


class SoldOut(Conflict):
    """No editions are left."""

    def __init__(self, supply: int) -> None:
        editions = "The one edition is" if supply == 1 else f"All {supply} editions are"
        super().__init__(f"{editions} collected. A holder may pass one on.")


class FewerLeft(Conflict):
    """Some editions may be left, but not that many."""

    def __init__(self, quantity: int, supply: int) -> None:
        super().__init__(f"Fewer than {quantity} of the {supply} editions are left. Choose fewer.", field="quantity")


class NotOpenYet(Conflict):
    """The sale has not begun."""

    def __init__(self, opens: int) -> None:
        super().__init__(f"The sale opens on {write_moment(opens)}. Come back then.")


class SaleClosed(Conflict):
    """The sale is over."""

    def __init__(self, closes: int) -> None:
        super().__init__(f"The sale closed on {write_moment(closes)}. A holder may pass an edition on.")


class SalePaused(Conflict):
    """The label has paused the sale."""

    def __init__(self) -> None:
        super().__init__("The label has paused this sale. Look again later.")


class DropClosed(Conflict):
    """The label has ended every sale."""

    def __init__(self) -> None:
        super().__init__("The label has closed this drop for good. A holder may pass an edition on.")


class CollectingEnded(Conflict):
    """The supply fell to what was minted."""

    def __init__(self, cut_off: int) -> None:
        super().__init__(f"Collecting ended on {write_moment(cut_off)}. A holder may pass an edition on.")


class TierSoldOut(Conflict):
    """No editions of the phase's tier are left."""

    def __init__(self, supply: int) -> None:
        super().__init__(f"All {supply} editions of this tier are collected. Look at the others.", field="phase")


class FewerOfTierLeft(Conflict):
    """Some editions of the phase's tier may be left, but not that many."""

    def __init__(self, quantity: int, supply: int) -> None:
        super().__init__(
            f"Fewer than {quantity} of the {supply} editions of this tier are left. Choose fewer.", field="quantity"
        )


class PhaseMissing(NotFound):
    """The drop does not sell in a phase of that number."""

    def __init__(self, number: int) -> None:
        name = f"phase {number}" if number else "public sale"
        super().__init__(f"This drop has no {name}. Load the page again and choose another.")


class PhaseForOthers(Conflict):
    """The phase sells to others than who asks."""

    def __init__(self, audience: Audience) -> None:
        super().__init__(AUDIENCES[audience], field="phase")


class NotOnTheList(Conflict):
    """The phase's list does not hold the wallet."""

    def __init__(self, wallet: str) -> None:
        super().__init__(
            f"{wallet} is not on the list of this phase. Choose another phase, or connect the wallet that is on it.",
            field="account",
        )


class AllowanceUsedUp(Conflict):
    """The list lets the wallet buy no more, or not that many more."""

    def __init__(self, allowance: int) -> None:
        editions = "one edition" if allowance == 1 else f"{allowance} editions"
        super().__init__(f"The list lets this wallet buy {editions} altogether. Choose fewer, or another phase.")


class NotForThisWallet(Conflict):
    """Editions of a list or ticket go to its wallet only, at the wish of itself or its delegate."""

    def __init__(self, wallet: str) -> None:
        super().__init__(
            f"Only {wallet} itself, or its delegate at delegate.xyz, can collect for it. Connect that wallet.",
            field="account",
        )


class TicketNeeded(Conflict):
    """The phase sells with a ticket, and there is none."""

    def __init__(self) -> None:
        super().__init__(AUDIENCES[Audience.TICKET], field="ticket")


class TicketExpired(Conflict):
    """The ticket was good until an earlier time."""

    def __init__(self, deadline: int) -> None:
        super().__init__(
            f"This ticket was good until {write_moment(deadline)}. Ask the label for a new one.", field="ticket"
        )


class TicketUsed(Conflict):
    """The wallet has used this ticket, or a later one."""

    def __init__(self) -> None:
        super().__init__("This ticket was used or taken back. Ask the label for a new one.", field="ticket")


class TicketForged(Conflict):
    """The phase's signer has not signed this ticket."""

    def __init__(self) -> None:
        super().__init__(
            "This ticket is not one of this drop, or was changed. Open the link again exactly as the label sent it.",
            field="ticket",
        )


class ReferrerBuys(Conflict):
    """Nobody earns a part of what they pay themselves."""

    def __init__(self) -> None:
        super().__init__("You cannot bring yourself. Open the drop's page without ?by=.", field="referrer")


class WalletCapReached(Conflict):
    """The wallet would hold more than one wallet may mint."""

    def __init__(self, cap: int) -> None:
        editions = "one edition" if cap == 1 else f"{cap} editions"
        super().__init__(f"One wallet can collect {editions} of this drop. Choose fewer, or another wallet.")


class QuantityRefused(Invalid):
    """The contract does not mint that many at once."""

    def __init__(self, quantity: int) -> None:
        super().__init__(f"{quantity} editions cannot be minted at once. Choose fewer.", field="quantity")


class PriceDiffers(Conflict):
    """The contract asks another price than the one indexed here."""

    def __init__(self) -> None:
        super().__init__("The price is not what this page shows. Load the page again.")


class WalletRefusesEditions(Conflict):
    """The wallet is a contract that does not accept ERC-721 tokens."""

    def __init__(self) -> None:
        super().__init__("This wallet is a contract that does not accept editions. Choose another wallet.")


class MintRefused(Conflict):
    """The contract refuses for a reason that has no sentence of its own."""

    def __init__(self, reason: str) -> None:
        why = reason.removeprefix("drop: ") or "it gives no reason"
        super().__init__(f"The drop refuses this mint: {why}. Load the page again and retry.")


class CurrencyUnknown(Conflict):
    """The drop is priced in a token that the label's record does not describe."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"This phase is paid in the token {address}, which this site does not know yet. "
            "The label makes it known with: ape run label allow"
        )


class TokensMissing(Conflict):
    """The wallet holds less of the currency than the price."""

    def __init__(self, missing: str, total: str) -> None:
        super().__init__(
            f"This costs {total}, and the wallet lacks {missing}. Top it up and try again.", field="account"
        )


class AuthorizationExpired(Conflict):
    """The payment was signed too long ago."""

    def __init__(self) -> None:
        super().__init__(
            "The payment you signed is no longer good. Collect again and sign anew.", field="authorization"
        )


class PaymentRefused(Conflict):
    """The token does not let the drop take the price."""

    def __init__(self, reason: str) -> None:
        why = reason.rsplit(": ", maxsplit=1)[-1] or "it gives no reason"
        super().__init__(f"The token refuses this payment: {why}. Load the page again and retry.")


class InsufficientBalance(Conflict):
    """The wallet cannot pay price and network fee."""

    def __init__(self, needed: str, balance: str) -> None:
        super().__init__(
            f"This needs {needed} with the network fee, but the wallet holds {balance}. Top it up and try again.",
            field="account",
        )
