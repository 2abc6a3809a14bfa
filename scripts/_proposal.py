"""A proposal as the label's server tells of it, checked against the chain before anything is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eth_utils.crypto import keccak

from scripts._live_governor import LiveGovernor
from scripts._words import quote_foreign

Action = tuple[str, int, bytes]
"""Whom the governor calls, with how much coin, and with which bytes."""

SHOWN_DIGITS = 10
SET_GUARDIAN = keccak(text="setProposalGuardian(address)")[:4]


@dataclass(frozen=True)
class Proposal:
    """What the server says, with names for what is used of it; the words in it are a stranger's."""

    view: dict[str, Any]

    @property
    def id(self) -> int:
        """The number that actions and description have on chain."""
        return int(self.view["id"])

    @property
    def short_id(self) -> str:
        """As many of its digits as tell it from others, which commands take too."""
        return str(self.view["id"])[:SHOWN_DIGITS]

    @property
    def title(self) -> str:
        """The first line of its description, in quotes."""
        return f"“{quote_foreign(self.view['title'])}”"

    @property
    def proposer(self) -> str:
        """Who proposed it."""
        return str(self.view["proposer"])

    @property
    def sentences(self) -> list[str]:
        """What each action does."""
        return [quote_foreign(action["sentence"]) for action in self.view["actions"]]

    def list_effects(self, verb: str = "it would") -> Iterator[str]:
        """Yield a line for what each action does."""
        for sentence in self.sentences:
            yield f"  {verb:<10}{sentence}"
            verb = ""

    @cached_property
    def actions(self) -> Sequence[Action]:
        """The calls it consists of."""
        return read_actions(self.view)

    @property
    def description_hash(self) -> bytes:
        """What stands for the description when it is queued, executed or canceled."""
        return bytes.fromhex(self.view["description_hash"].removeprefix("0x"))

    @property
    def named(self) -> tuple[list[str], list[int], list[bytes], bytes]:
        """What names the proposal to the governor."""
        targets, values, calls = (list(part) for part in zip(*self.actions, strict=True))
        return targets, values, calls, self.description_hash

    def is_genuine(self, governor: LiveGovernor) -> bool:
        """Tell whether the actions that were told are those that were proposed."""
        return governor.name_proposal(self.actions, self.description_hash) == self.id

    def only_replaces_guardian(self, governor: str) -> bool:
        """Tell whether it does nothing but what the guardian cannot cancel."""
        return all(target == governor and call[:4] == SET_GUARDIAN for target, _, call in self.actions)


def read_actions(view: dict[str, Any]) -> list[Action]:
    """Return the calls that the server tells of."""
    return [
        (action["target"], int(action["value_wei"]), bytes.fromhex(action["calldata"].removeprefix("0x")))
        for action in view["actions"]
    ]
