"""Say in words what a gate asks for, as its author wrote it. Pure."""

from decimal import Decimal, localcontext
from typing import Any

from scripts._durations import say_duration

PRECISION = 100
LISTS = ("all", "any", "of")


def phrase_gate(tree: dict[str, Any]) -> str:
    """Return what a gate that keeps the schema asks for, as a part of a sentence."""
    match tree:
        case {"all": parts}:
            return " and ".join(map(_nest, parts))
        case {"any": parts}:
            return " or ".join(map(_nest, parts))
        case {"at_least": needed, "of": parts}:
            return f"{needed} of these: {'; '.join(map(_nest, parts))}"
        case {"not": part}:
            return f"not {_nest(part)}"
        case _:
            return _phrase_condition(tree)


def _nest(part: dict[str, Any]) -> str:
    """Put what is itself put together into brackets."""
    said = phrase_gate(part)
    return f"({said})" if any(len(part.get(word, ())) > 1 for word in LISTS) else said


def _phrase_condition(condition: dict[str, Any]) -> str:
    match condition:
        case {"editions": editions}:
            return _phrase_editions(editions)
        case {"token": token}:
            return _phrase_token(token)
        case {"time": time}:
            return "the time " + " ".join(f"{bound} {time[bound]}" for bound in ("from", "until") if bound in time)
        case {"allow_list": name}:
            return f"a place on the list “{name}”"
        case _:
            [(kind, name)] = condition.items()
            return f"the {kind} “{name}”"


def _phrase_editions(editions: dict[str, Any]) -> str:
    least = editions.get("least", 1)
    ranges = [f"#{first}" if first == last else f"#{first} to #{last}" for first, last in editions.get("serials", ())]
    drop = editions.get("drop")
    parts = [
        "an edition" if least == 1 else f"{least:,} editions",
        f"of tier {editions['tier']}" if "tier" in editions else "",
        f"numbered {' or '.join(ranges)}" if ranges else "",
        {None: "of this drop", "any": "of any drop of this label"}.get(drop, f"of “{drop}”"),
        f"held for {say_duration(editions['held_seconds'])}" if "held_seconds" in editions else "",
        f"held in block {editions['at_block']:,}" if "at_block" in editions else "",
    ]
    return " ".join(filter(None, parts))


def _phrase_token(token: dict[str, Any]) -> str:
    least = int(token["least"])
    if "symbol" not in token:
        return f"{least:,} units of the token {token['address']}"
    with localcontext(prec=PRECISION):
        amount = f"{Decimal(least).scaleb(-token['decimals']):,f}"
    return f"{amount.rstrip('0').rstrip('.') if '.' in amount else amount} {token['symbol']} ({token['address']})"
