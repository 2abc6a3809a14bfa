"""Why there is no drop, or no mint."""

from datetime import UTC, datetime

from backend.core.errors import Conflict, Invalid, NotFound, TooLarge

LAST_SECOND = 253_402_300_799  # 9999-12-31, the last day Python can write


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
        super().__init__(f"All {supply} editions are collected. A holder may pass one on.")


class FewerLeft(Conflict):
    """Some editions may be left, but not that many."""

    def __init__(self, quantity: int, supply: int) -> None:
        super().__init__(f"Fewer than {quantity} of the {supply} editions are left. Choose fewer.", field="quantity")


class NotOpenYet(Conflict):
    """The sale has not begun."""

    def __init__(self, opens: int) -> None:
        super().__init__(f"The sale opens on {_moment(opens)}. Come back then.")


class SaleClosed(Conflict):
    """The sale is over."""

    def __init__(self, closes: int) -> None:
        super().__init__(f"The sale closed on {_moment(closes)}. A holder may pass an edition on.")


class SalePaused(Conflict):
    """The label has paused the sale."""

    def __init__(self) -> None:
        super().__init__("The label has paused this sale. Look again later.")


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


class InsufficientBalance(Conflict):
    """The wallet cannot pay price and network fee."""

    def __init__(self, needed: str, balance: str) -> None:
        super().__init__(
            f"This needs {needed} with the network fee, but the wallet holds {balance}. Top it up and try again.",
            field="account",
        )


def _moment(seconds: int) -> str:
    moment = datetime.fromtimestamp(min(seconds, LAST_SECOND), tz=UTC)
    return f"{moment.day} {moment:%B %Y at %H:%M} UTC"
