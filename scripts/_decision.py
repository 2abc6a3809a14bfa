"""What a label decides, one transaction each: settle what an earlier run sent, check, show, ask, send, say."""

from collections.abc import Callable
from dataclasses import dataclass

from scripts._amounts import show_cost
from scripts._chain import Chain, Mined, Request
from scripts._chain_refusals import TransactionFailed
from scripts._refusal import Refusal
from scripts._screen import Screen


class NothingToDo(Refusal):
    """It is so already."""

    def __init__(self, already: str) -> None:
        super().__init__(f"{already}: there is nothing to do.")


def _pass() -> None:
    """Refuse nothing."""


@dataclass(frozen=True)
class Decision:
    """A request, and the words around it.

    `already` says what is so when `is_so` answers yes, and nothing is left to do. Without `is_so` the decision can be
    made again, so that a transaction of an earlier run counts as this one. `check` refuses what cannot be done.
    """

    step: str
    request: Request
    plan: str
    outcome: str
    already: str = ""
    is_so: Callable[[], bool] | None = None
    check: Callable[[], None] = _pass


def carry_out(decision: Decision, chain: Chain, screen: Screen) -> None:
    """Make a decision once; run again after a crash, it goes on where it stopped."""
    settled = chain.settle(decision.step, decision.request.purpose)
    is_settled = settled is not None and not settled.has_failed
    is_so = decision.is_so() if decision.is_so else is_settled
    if not is_so:
        decision.check()
        _send(decision, chain, screen)
    elif not is_settled:
        raise NothingToDo(decision.already)
    chain.journal.strike(decision.step)
    screen.say(decision.outcome)


def _send(decision: Decision, chain: Chain, screen: Screen) -> Mined:
    quote = chain.quote(decision.request)
    chain.check_funds(quote.most_wei)
    lines = (
        f"On {chain.network.title}: {decision.plan}",
        f"  gas       about {quote.gas:,}: {show_cost(quote.likely_wei)}, at most {show_cost(quote.most_wei)}",
        f"  paid by   {chain.account.address}",
    )
    screen.say("\n".join(lines))
    screen.ask("Send it?")
    mined = chain.send(decision.step, decision.request, quote)
    if mined.has_failed:
        chain.journal.strike(decision.step)
        raise TransactionFailed(decision.request.purpose, mined.transaction)
    return mined
