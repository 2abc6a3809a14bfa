"""The rules of votes as a person reads them, before they are founded and after."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts._amounts import show_votes
from scripts._currencies import Currency
from scripts._durations import say_duration

GRACE = "14 days"  # of the governor: what was won and not done by then expires
PERCENT = 100


@dataclass(frozen=True)
class Rules:
    """The governor's settings, in the order of IFanGovernor.Settings."""

    voting_delay_seconds: int
    voting_period_seconds: int
    threshold_units: int
    quorum_percent: int
    late_extension_seconds: int
    execution_delay_seconds: int


def list_rules(rules: Rules, supply_units: int, token: Currency) -> Iterator[str]:
    """Yield who proposes, when people vote, what wins, and when it is done."""
    threshold = rules.threshold_units
    yield f"  propose   {f'whoever has {show_votes(threshold, token)} of votes' if threshold else 'anyone'}"
    begins, takes = _after(rules.voting_delay_seconds, "the proposal"), say_duration(rules.voting_period_seconds)
    yield f"  vote      begins {begins}, takes {takes}"
    if rules.late_extension_seconds:
        extension = say_duration(rules.late_extension_seconds)
        yield f"            a quorum reached at the last moment leaves another {extension}"
    needed = show_votes(supply_units * rules.quorum_percent // PERCENT, token)
    yield f"  quorum    {rules.quorum_percent} % of all tokens, {needed}, for or abstaining;"
    yield "            it is won with more votes for than against"
    yield f"  execute   anyone, {_after(rules.execution_delay_seconds, 'it is queued')}; after {GRACE} more it expires"


def list_guardian(guardian: str | None) -> Iterator[str]:
    """Yield who can stop a proposal, and what that power is not."""
    if guardian is None:
        yield "  guardian  nobody: what wins cannot be stopped"
        return
    yield f"  guardian  {guardian}"
    yield "            can cancel any proposal until it is executed, but one that replaces the guardian;"
    yield "            cannot propose, decide, spend or move anything"


def _after(seconds: int, what: str) -> str:
    return f"{say_duration(seconds)} after {what}" if seconds else f"at once after {what}"
