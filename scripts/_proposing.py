"""Propose something: show what it would do and whether it could be done now, then ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eth_utils.crypto import keccak

from scripts._amounts import show_votes
from scripts._decision import Decision
from scripts._forum import Forum
from scripts._live_governor import LiveGovernor
from scripts._proposal import SHOWN_DIGITS, Action
from scripts._refusal import Refusal
from scripts._words import quote_foreign

MOST_DESCRIPTION_BYTES = 2048


class DescriptionTooLong(Refusal):
    """The governor keeps less."""

    def __init__(self, size: int) -> None:
        super().__init__(f"--title and --text take {size} bytes, a proposal {MOST_DESCRIPTION_BYTES}: shorten them.")


class TitleEmpty(Refusal):
    """Nobody would know what it is about."""

    def __init__(self) -> None:
        super().__init__("--title should be one line that says what this is about: write it.")


class VotesTooFew(Refusal):
    """The account may not propose."""

    def __init__(self, account: str, votes: int, threshold: int, governor: LiveGovernor) -> None:
        has, needs = (show_votes(units, governor.currency) for units in (votes, threshold))
        super().__init__(
            f"{account} has {has} of votes, a proposer needs {needs}: have others delegate to it, or its own tokens to "
            "itself by `ape run governance delegate self`, which counts from the next second on."
        )


@dataclass(frozen=True)
class Wish:
    """What the governor shall do, and what else there is to know of it."""

    action: Action
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A proposal as it shall be; with `only` nobody else can make it first."""

    wish: Wish
    title: str
    text: str = ""
    only: str | None = None

    @property
    def description(self) -> str:
        """The title as a heading, the text, and who alone may propose it."""
        suffix = f"#proposer={self.only}" if self.only else ""
        return "\n\n".join(part for part in (f"# {self.title}", self.text, suffix) if part)

    def check(self) -> None:
        """Raise when the governor, or a reader, could make nothing of it."""
        if not self.title.strip() or "\n" in self.title:
            raise TitleEmpty
        size = len(self.description.encode())
        if size > MOST_DESCRIPTION_BYTES:
            raise DescriptionTooLong(size)


def decide_proposal(forum: Forum, draft: Draft, account: str) -> Decision:
    """Propose what a draft says; who had enough votes a second ago may."""
    draft.check()
    governor, action = forum.governor, draft.wish.action
    number = governor.name_proposal([action], keccak(text=draft.description))
    effects = _list_effects(draft.wish, forum.server.foresee(draft.title, draft.text, action))

    def check() -> None:
        threshold = int(governor.ask("proposalThreshold"))
        votes = int(governor.ask("getVotes", account, governor.find_time() - 1))
        if votes < threshold:
            raise VotesTooFew(account, votes, threshold, governor)

    short = str(number)[:SHOWN_DIGITS]
    return Decision(
        step=f"propose {number}",
        request=governor.request("the proposal", "propose", *([part] for part in action), draft.description),
        plan="\n".join((f"“{draft.title}” is proposed by {account}.", *effects, f"  id        {number}")),
        outcome=f"“{draft.title}” is proposed ({short}): {forum.server.url}/governance/{number}",
        already=f"“{draft.title}”, with the same text and effect, is proposed already ({short})",
        is_so=lambda: bool(governor.ask("proposalSnapshot", number)),
        check=check,
    )


def _list_effects(wish: Wish, forecasts: list[dict[str, Any]]) -> Iterator[str]:
    for forecast in forecasts:
        yield f"  it would  {quote_foreign(forecast['sentence'])}"
        if forecast["outcome"]:
            yield f"  WARNING   done now, this would fail: {quote_foreign(forecast['outcome'])}"
    for note in wish.notes:
        yield f"            {note}"
