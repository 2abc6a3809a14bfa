"""Put what is known of each leaf together into what is true of the tree. Pure: values in, values out.

Whether something is true has three answers. *Sure*: final, and still so. *Hoped*: so once what is on its way is final.
*Feared*: so as far as can be ruled out, with what left a moment ago. A `not` is sure only of what is not even feared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.gates.tree import Amount, Editions, Gate, Leaf, Negation, Node, Threshold, Window
from backend.gates.verdict import Witness


@dataclass(frozen=True, slots=True)
class Truth:
    """How sure a condition is; what is sure is hoped, what is hoped is feared."""

    is_sure: bool
    is_hoped: bool
    is_feared: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member has of what a leaf asks for: how many or how much, how surely, and tokens that show it."""

    settled: int = 0
    hoped: int = 0
    feared: int = 0
    witnesses: tuple[Witness, ...] = ()
    awaited: tuple[Witness, ...] = ()


NOTHING = Standing()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a gate says: how sure it is, how sure each leaf is, and the tokens that a play may stand on."""

    truth: Truth
    leaves: tuple[Truth, ...]
    witnesses: tuple[Witness, ...]


def evaluate(gate: Gate, standings: Sequence[Standing], now: datetime) -> Outcome:
    """Return what a gate says of a member, from the standing of each leaf in reading order."""
    leaves = tuple(judge_leaf(leaf, standing, now) for leaf, standing in zip(gate.leaves, standings, strict=True))
    walk = _Walk(leaves, standings)
    truth, witnesses = walk.visit(gate.root)
    return Outcome(truth, leaves, witnesses)


def judge_leaf(leaf: Leaf, standing: Standing, now: datetime) -> Truth:
    """Return how sure a leaf is."""
    if isinstance(leaf, Window):
        is_open = (leaf.start is None or leaf.start <= now) and (leaf.end is None or now < leaf.end)
        return Truth(is_open, is_open, is_open)
    least = leaf.least if isinstance(leaf, (Editions, Amount)) else 1
    return Truth(standing.settled >= least, standing.hoped >= least, standing.feared >= least)


class _Walk:
    """One pass over a tree, whose leaves are met in reading order."""

    def __init__(self, truths: Sequence[Truth], standings: Sequence[Standing]) -> None:
        self._leaves = iter(zip(truths, standings, strict=True))

    def visit(self, node: Node) -> tuple[Truth, tuple[Witness, ...]]:
        """Return how sure a condition is, and the tokens it stands on: none when it holds without any."""
        match node:
            case Threshold(needed=needed, parts=parts):
                found = [self.visit(part) for part in parts]
                return _join(needed, [truth for truth, _ in found]), _choose_witnesses(needed, found)
            case Negation(part=part):
                return _negate(self.visit(part)[0]), ()
            case Editions(least=least):
                truth, standing = next(self._leaves)
                return truth, _share(standing.witnesses if truth.is_sure else standing.awaited, least)
            case _:
                return next(self._leaves)[0], ()


def _join(needed: int, truths: Sequence[Truth]) -> Truth:
    return Truth(
        sum(truth.is_sure for truth in truths) >= needed,
        sum(truth.is_hoped for truth in truths) >= needed,
        sum(truth.is_feared for truth in truths) >= needed,
    )


def _negate(truth: Truth) -> Truth:
    return Truth(not truth.is_feared, not truth.is_hoped, not truth.is_sure)


def _choose_witnesses(needed: int, found: Sequence[tuple[Truth, tuple[Witness, ...]]]) -> tuple[Witness, ...]:
    """Return tokens of which each may carry one play: never more plays at once than the tokens are good for.

    What holds without a token is taken first. Of conditions that are all needed, the scarcest bounds the plays; of
    those that are not, every so many tokens carry one.
    """
    counts = _pick_counted(needed, found)
    bare = sum(not tokens for tokens in counts)
    carrying = sorted((tokens for tokens in counts if tokens), key=len)
    missing = needed - bare
    if missing <= 0 or len(carrying) < missing:
        return ()
    if len(carrying) == missing:
        return carrying[0]
    return _share(tuple(dict.fromkeys(witness for tokens in carrying for witness in tokens)), missing)


def _pick_counted(needed: int, found: Sequence[tuple[Truth, tuple[Witness, ...]]]) -> list[tuple[Witness, ...]]:
    """Return the tokens of what is sure, or of what is hoped where that is not enough."""
    sure = [tokens for truth, tokens in found if truth.is_sure]
    return sure if len(sure) >= needed else [tokens for truth, tokens in found if truth.is_hoped]


def _share(witnesses: tuple[Witness, ...], least: int) -> tuple[Witness, ...]:
    """Return as many of some tokens as there are groups of `least`."""
    return witnesses[: max(len(witnesses) // least, min(len(witnesses), 1))]
