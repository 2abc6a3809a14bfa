"""Say in words a fan understands what a gate asks for, and what is there of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, localcontext

from backend.gates.evaluation import Standing
from backend.gates.tree import ANY_DROP, Amount, Editions, Granted, Leaf, Listed, Negation, Node, Threshold, Window
from backend.gates.verdict import AccessState, Witness

PRECISION = 100
MOST_NAMED = 6
UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
ONE_EDITION = Editions()
SENTENCES = {
    AccessState.ANONYMOUS: "Sign in with the wallet that holds an edition to hear the full mix.",
    AccessState.STRANGER: "This wallet holds no edition of this mix. Collect one to hear it in full.",
    AccessState.PENDING: "What you hold is being confirmed. The full mix opens in a moment.",
    AccessState.PAUSED: (
        "The chain has not been heard of for a while, so nothing new opens until it is. What plays goes on, and what "
        "you hold stays yours."
    ),
    AccessState.HOLDER: "The full mix is yours to hear.",
}


@dataclass(frozen=True, slots=True)
class Named:
    """What a drop and its tiers are called."""

    title: str
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What the drops of a gate are called: the release's own, and others by their slugs."""

    slug: str
    own: Named
    contract: str
    others: Mapping[str, Named] = field(default_factory=dict)

    def find(self, drop: str | None) -> Named:
        """Return what a leaf's drop is called."""
        return self.own if drop is None else self.others.get(drop, Named(drop))

    def locate(self, leaf: Leaf) -> str | None:
        """Return the page where what a leaf asks for can be had, if there is one."""
        if not isinstance(leaf, Editions):
            return None
        return "/" if leaf.drop == ANY_DROP else f"/drops/{leaf.drop or self.slug}"


def tell_state(state: AccessState, root: Node, witnesses: Sequence[Witness], names: Names) -> str:
    """Say where a listener stands."""
    serials = ", ".join(f"#{each.token_id}" for each in witnesses[:MOST_NAMED])
    more = f" and {len(witnesses) - MOST_NAMED} more" if len(witnesses) > MOST_NAMED else ""
    are_own = bool(witnesses) and all(each.contract == names.contract for each in witnesses)
    if state is AccessState.HOLDER and are_own:
        return f"You hold {serials}{more}: the full mix is yours to hear."
    if state is AccessState.PENDING and are_own:
        return (
            f"{serials}{more} {'is' if len(witnesses) == 1 else 'are'} being confirmed. The full mix opens in a moment."
        )
    if root != ONE_EDITION and state is AccessState.ANONYMOUS:
        return f"Sign in to hear the full mix. It takes {phrase(root, names)}."
    if root != ONE_EDITION and state is AccessState.STRANGER:
        return f"To hear the full mix it takes {phrase(root, names)}."
    return SENTENCES[state]


def tell_need(leaf: Leaf, standing: Standing, names: Names, *, is_negated: bool) -> str:
    """Say one thing a gate asks for, and what is there of it."""
    if is_negated:
        return f"Not allowed: {phrase(leaf, names)}."
    match leaf:
        case Editions(at_block=block):
            verb, had = ("Hold", "hold") if block is None else ("Have held", "held")
            return f"{verb} {phrase(leaf, names)}: you {had} {_count(standing)}."
        case Amount():
            return f"Hold {phrase(leaf, names)}: you hold {_show_amount(standing.settled, leaf)}."
        case Window():
            return f"Be here {phrase(leaf, names)}."
        case _:
            return f"Have {phrase(leaf, names)}: you {'do' if standing.settled else 'do not'}."


def phrase(node: Node, names: Names) -> str:
    """Return what a condition asks for, as a part of a sentence."""
    match node:
        case Threshold(needed=needed, parts=parts):
            return _join(needed, [_nest(part, names) for part in parts])
        case Negation(part=part):
            return f"not {_nest(part, names)}"
        case _:
            return _phrase_leaf(node, names)


def _phrase_leaf(leaf: Leaf, names: Names) -> str:
    match leaf:
        case Editions():
            return _phrase_editions(leaf, names)
        case Amount():
            return f"{_show_amount(leaf.least, leaf)}{'' if leaf.symbol else f' units of the token {leaf.address}'}"
        case Window(start=start, end=end):
            bounds = [f"from {_moment(start)}" if start else "", f"until {_moment(end)}" if end else ""]
            return " ".join(filter(None, bounds))
        case Listed(name=name):
            return f"a place on the list “{name}”"
        case Granted(kind=kind, name=name):
            return f"the {kind} “{name}”"


def _phrase_editions(leaf: Editions, names: Names) -> str:
    named = names.find(leaf.drop)
    many = "an edition" if leaf.least == 1 else f"{leaf.least:,} editions"
    tier = "" if leaf.tier is None else f" of the tier {_name_tier(leaf.tier, named)}"
    serials = " or ".join(f"#{first}" if first == last else f"#{first} to #{last}" for first, last in leaf.serials)
    drop = "any drop of this label" if leaf.drop == ANY_DROP else f"“{named.title}”"
    time = f" for {_duration(leaf.held_seconds)}" if leaf.held_seconds else ""
    block = "" if leaf.at_block is None else f" in block {leaf.at_block:,}"
    return f"{many}{tier}{f' numbered {serials}' if serials else ''} of {drop}{time}{block}"


def _name_tier(tier: int, named: Named) -> str:
    return f"“{named.tiers[tier]}”" if tier < len(named.tiers) else str(tier)


def _nest(node: Node, names: Names) -> str:
    said = phrase(node, names)
    return f"({said})" if isinstance(node, Threshold) and len(node.parts) > 1 else said


def _join(needed: int, said: Sequence[str]) -> str:
    if needed == len(said):
        return " and ".join(said)
    return " or ".join(said) if needed == 1 else f"{needed} of these: {'; '.join(said)}"


def _count(standing: Standing) -> str:
    awaited = standing.hoped - standing.settled
    held = f"{standing.settled:,}" if standing.settled else "none"
    if awaited <= 0:
        return held
    return f"{held} and {awaited:,} {'is' if awaited == 1 else 'are'} being confirmed"


def _show_amount(amount: int, leaf: Amount) -> str:
    if not leaf.symbol:
        return f"{amount:,}" if amount else "none"
    with localcontext(prec=PRECISION):
        number = Decimal(amount).scaleb(-leaf.decimals)
        text = f"{number:,f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} {leaf.symbol}"


def _duration(seconds: int) -> str:
    size, unit = next((size, unit) for size, unit in UNITS if seconds % size == 0)
    number = seconds // size
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def _moment(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y at %H:%M} UTC"
