"""What a split paid whom until now, from its own logs: values in, value out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from scripts._currencies import ZERO_ADDRESS
from scripts._split_terms import SplitTerms

EVENTS = ("RoyaltyDistributed", "RoyaltyOwed", "RoyaltyWithdrawn", "RewardPaid", "PayeesChanged")


class Log(Protocol):
    """An event as Ape decodes it."""

    event_name: str
    event_arguments: dict[str, Any]


@dataclass
class Flow:
    """What went through a split in one currency: earned and paid by payee, and what whoever distributed kept."""

    earned: Counter[str] = field(default_factory=Counter)
    paid: Counter[str] = field(default_factory=Counter)
    rewards: int = 0

    @property
    def left(self) -> int:
        """What left the split."""
        return self.paid.total() + self.rewards

    def owed_to(self, account: str) -> int:
        """Return what a payee may take now."""
        return self.earned[account] - self.paid[account]


@dataclass(frozen=True)
class History:
    """The flow of each currency by its address, and the terms as they are now."""

    flows: Mapping[str, Flow]
    terms: SplitTerms


def read_history(created: SplitTerms, logs: Iterable[Log]) -> History:
    """Fold the `EVENTS` of a split, in the order of the chain, over the terms it was created with."""
    fold = _Fold(created)
    for log in logs:
        fold.take(log)
    return History(fold.flows, fold.terms)


class _Fold:
    def __init__(self, terms: SplitTerms) -> None:
        self.flows: defaultdict[str, Flow] = defaultdict(Flow)
        self.terms = terms

    def take(self, log: Log) -> None:
        match log.event_name:
            case "RoyaltyDistributed":
                self._divide(**log.event_arguments)
            case "RoyaltyOwed":
                self.flows[ZERO_ADDRESS].paid[log.event_arguments["payee"]] -= log.event_arguments["amount"]
            case "RoyaltyWithdrawn":
                flow = self.flows[log.event_arguments["currency"]]
                flow.paid[log.event_arguments["payee"]] += log.event_arguments["amount"]
            case "RewardPaid":
                self.flows[log.event_arguments["currency"]].rewards += log.event_arguments["amount"]
            case "PayeesChanged":
                # Logged behind the settlement, so what came in before was divided among those it was meant for.
                self.terms = self.terms.replace(log.event_arguments["payees"])

    def _divide(self, currency: str, amount: int) -> None:
        flow = self.flows[currency]
        for account, part in self.terms.list_parts(amount):
            flow.earned[account] += part
            if currency == ZERO_ADDRESS:
                flow.paid[account] += part
