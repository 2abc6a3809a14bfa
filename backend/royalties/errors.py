"""Why there is no split, no statement, no rates, or no payout."""

from collections.abc import Sequence

from backend.core.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge

MOST_SENTENCES = 20


class SplitMissing(NotFound):
    """No split of this label is there, or its block is not indexed yet."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} is no split of this label. One that was just created appears within a few seconds."
        )


class StatementPrivate(Forbidden):
    """A statement is for its payee and the label's owner."""

    def __init__(self, payee: str) -> None:
        super().__init__(
            f"The statement of {payee} is for that wallet and the label's owner. Sign in with it, or link it to your "
            "account."
        )


class RatesTooLarge(TooLarge):
    """More was sent than the longest list of rates."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"Rates are at most {limit_bytes // 1024**2} MB of CSV. Send them in several parts.")


class RatesUnreadable(Invalid):
    """Some lines are no rates; none was kept."""

    def __init__(self, sentences: Sequence[str]) -> None:
        more = len(sentences) - MOST_SENTENCES
        rest = (f"{more} more lines are wrong.",) if more > 0 else ()
        super().__init__(" ".join((*sentences[:MOST_SENTENCES], *rest, "No rate was kept.")), field="rates")


class NothingToDivide(Conflict):
    """All that a split holds of a currency is owed to somebody already."""

    def __init__(self, currency: str) -> None:
        super().__init__(
            f"No {currency} waits to be divided. What was divided already is there for each payee to take.",
            field="currency",
        )


class NothingOwed(Conflict):
    """The split owes the payee nothing of a currency."""

    def __init__(self, payee: str, currency: str) -> None:
        super().__init__(f"{payee} is owed no {currency}: it was paid already, or is not divided yet.", field="payee")


class RecipientForOthers(Conflict):
    """Only a payee itself may have its money paid elsewhere."""

    def __init__(self, payee: str) -> None:
        super().__init__(
            f"Only {payee} itself can have its money paid to another address. Connect that wallet.", field="recipient"
        )


class PaymentRefused(Conflict):
    """The receiver, or the token because of it, lets no money in."""

    def __init__(self, receiver: str, currency: str) -> None:
        super().__init__(
            f"{receiver} cannot be paid {currency}: its wallet, or the token, refuses. Nothing is lost; "
            "the payee can take it to another address."
        )


class RewardRefused(Conflict):
    """Who starts a distribution cannot be paid the reward for it."""

    def __init__(self, sender: str) -> None:
        super().__init__(
            f"{sender} would be paid a reward for this and refuses it. Pay out from another wallet.", field="account"
        )


class PayeesChanged(Conflict):
    """The owner of the split changed who is paid a moment ago."""

    def __init__(self) -> None:
        super().__init__("The payees of this split have just changed. Load the page again in a few seconds.")


class GasTooLow(Conflict):
    """The node does not run a call that is as long as paying everybody."""

    def __init__(self) -> None:
        super().__init__("The chain's node runs no transaction as large as this one. The operator can name another.")


class PayoutRefused(Conflict):
    """The split refuses for a reason that has no sentence of its own."""

    def __init__(self, reason: str) -> None:
        why = reason.removeprefix("split: ") or "it gives no reason"
        super().__init__(f"The split refuses this payout: {why}. Load the page again and retry.")
