"""A gate as a tree of conditions. Pure: read from JSON that the schema allows, and named by a digest of it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from eth_utils.address import to_checksum_address

from backend.gates.errors import GateWrong

ANY_DROP = "any"
DEFAULT = {"editions": {"least": 1}}
MOST_LEAVES = 50
MOST_LEVELS = 6
Serials = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Editions:
    """At least so many editions, of this release's drop unless `drop` names another one or any."""

    drop: str | None = None
    least: int = 1
    serials: tuple[Serials, ...] = ()
    tier: int | None = None
    held_seconds: int = 0
    at_block: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """At least so much of an ERC-20 token, in its smallest unit, in all wallets together."""

    address: str
    least: int
    symbol: str = ""
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """A time from `start` on and before `end`."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A wallet on a list of the label."""

    name: str


@dataclass(frozen=True, slots=True)
class Granted:
    """Something the label gave, or sold: an entitlement or a badge."""

    kind: str
    name: str


Leaf = Editions | Amount | Window | Listed | Granted


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least so many of some conditions: all of them, any one of them, or a number between."""

    needed: int
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Negation:
    """Not a condition."""

    part: "Node"


Node = Threshold | Negation | Leaf


@dataclass(frozen=True, slots=True)
class Gate:
    """A tree, its leaves in reading order, and the digest that names it."""

    root: Node
    leaves: tuple[Leaf, ...]
    negated: frozenset[int]
    """The places of the leaves that must not be so: below one `not`, or three."""
    digest: str


def write_canonically(tree: Mapping[str, Any]) -> str:
    """Return a tree as JSON that is the same whatever the order and spacing it was written with."""
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_tree(tree: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a tree's canonical JSON, as 0x hex."""
    return "0x" + hashlib.sha256(write_canonically(tree).encode()).hexdigest()


def read_gate(tree: Mapping[str, Any]) -> Gate:
    """Return the gate of a tree that was checked."""
    root = _read(tree)
    pairs = tuple(_walk(root, is_negated=False))
    negated = frozenset(place for place, (_, is_negated) in enumerate(pairs) if is_negated)
    return Gate(root, tuple(leaf for leaf, _ in pairs), negated, digest_tree(tree))


def list_tokens(gate: Gate) -> list[str]:
    """Return the ERC-20 tokens a gate asks for."""
    return sorted({leaf.address for leaf in gate.leaves if isinstance(leaf, Amount)})


def read_moment(text: str, path: str = "time") -> datetime:
    """Return a time with a zone, in UTC; raises `GateWrong` for a day that no calendar has."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise GateWrong(path, "it should be a time that the calendar has, such as 2026-12-01T20:00:00+01:00") from error


def _read(tree: Mapping[str, Any]) -> Node:
    if "at_least" in tree:
        return Threshold(tree["at_least"], tuple(map(_read, tree["of"])))
    ((word, content),) = tree.items()
    match word:
        case "all":
            return Threshold(len(content), tuple(map(_read, content)))
        case "any":
            return Threshold(1, tuple(map(_read, content)))
        case "not":
            return Negation(_read(content))
        case _:
            return _read_leaf(word, content)


def _read_leaf(word: str, content: Any) -> Leaf:  # noqa: ANN401 - JSON
    match word:
        case "editions":
            serials = tuple((first, last) for first, last in content.get("serials", ()))
            return Editions(**{**content, "serials": serials})
        case "token":
            return Amount(
                **{**content, "address": to_checksum_address(content["address"]), "least": int(content["least"])}
            )
        case "time":
            bounds = [read_moment(content[name]) if name in content else None for name in ("from", "until")]
            return Window(*bounds)
        case "allow_list":
            return Listed(content)
        case _:
            return Granted(word, content)


def _walk(node: Node, *, is_negated: bool) -> Iterator[tuple[Leaf, bool]]:
    match node:
        case Threshold(parts=parts):
            for part in parts:
                yield from _walk(part, is_negated=is_negated)
        case Negation(part=part):
            yield from _walk(part, is_negated=not is_negated)
        case _:
            yield node, is_negated
