"""Say in a plain sentence why a split would refuse a payout."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backend.core.errors import HecticError
from backend.royalties.errors import (
    GasTooLow,
    NothingOwed,
    NothingToDivide,
    PayeesChanged,
    PaymentRefused,
    PayoutRefused,
    RewardRefused,
)


@dataclass(frozen=True)
class Attempt:
    """What was tried: the currency's name, and who would be paid first of all."""

    currency: str
    receiver: str


def explain_refusal(reason: str, attempt: Attempt) -> HecticError:
    """Return the error for a revert reason of `distribute`, `withdraw_for` or `withdraw_to`."""
    if not reason.startswith("split: "):
        # The token's own words: it pays nobody it has on a list.
        return PaymentRefused(attempt.receiver, attempt.currency)
    return SENTENCES[reason](attempt) if reason in SENTENCES else PayoutRefused(reason)


SENTENCES: Mapping[str, Callable[[Attempt], HecticError]] = {
    "split: nothing to distribute": lambda attempt: NothingToDivide(attempt.currency),
    "split: not its payees": lambda _: PayeesChanged(),
    "split: not enough gas": lambda _: GasTooLow(),
    "split: caller refuses reward": lambda attempt: RewardRefused(attempt.receiver),
    "split: nothing owed": lambda attempt: NothingOwed(attempt.receiver, attempt.currency),
    "split: payee refuses payment": lambda attempt: PaymentRefused(attempt.receiver, attempt.currency),
}
