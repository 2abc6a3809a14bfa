"""What an account is given bit by bit: how much it can have now, and how it gets it."""

from collections.abc import Iterator
from typing import Protocol

from scripts._amounts import show_second, show_votes
from scripts._decision import Decision, NothingToDo
from scripts._live_governor import LiveGovernor
from scripts._refusal import Refusal


class Vesting(Protocol):
    """IFanToken.Vesting, as Ape reads it."""

    account: str
    amount: int
    begins_at: int
    duration: int


class NothingVests(Refusal):
    """Nobody is given anything bit by bit."""

    def __init__(self, governor: LiveGovernor) -> None:
        super().__init__(f"All {governor.currency.symbol} were given away at once: there is nothing to release.")


def list_vesting(governor: LiveGovernor) -> Iterator[str]:
    """Yield who is given how much until when, and what of it waits to be released."""
    terms: Vesting = governor.token.vesting()
    if not terms.amount:
        return
    yield f"  vesting   {terms.account} is given {show_votes(terms.amount, governor.currency)} bit by bit"
    yield f"            {_say_when(terms)}"
    waits = governor.token.releasable()
    if waits:
        yield f"            {show_votes(waits, governor.currency)} of it can be had now: `ape run governance release`"


def decide_release(governor: LiveGovernor) -> Decision:
    """Give an account what it can have by now; anyone may."""
    token = governor.token
    terms: Vesting = token.vesting()
    if not terms.amount:
        raise NothingVests(governor)
    amount = show_votes(token.releasable(), governor.currency)
    nothing = f"{terms.account} has all it can have by now of what it is given {_say_when(terms)}"

    def check() -> None:
        if not token.releasable():
            raise NothingToDo(nothing)

    return Decision(
        step="release what vested",
        request=governor.request_release(),
        plan=f"{terms.account} is given {amount} that it can have by now, and votes with them as with its others.",
        outcome=f"{terms.account} was given what it can have by now.",
        check=check,
    )


def _say_when(terms: Vesting) -> str:
    return f"from {show_second(terms.begins_at)} to {show_second(terms.begins_at + terms.duration)}"
