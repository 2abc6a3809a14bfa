"""Say in one sentence what is wrong with a gate, and where. Pure, but for the schema's file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from eth_utils.address import is_checksum_address, is_checksum_formatted_address
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from backend.gates.errors import GateWrong
from backend.gates.tree import MOST_LEAVES, MOST_LEVELS, read_moment

SCHEMA = Path("metadata/schemas/gate.schema.json")
LISTS = ("all", "any", "of")
MOST_SHOWN = 60


def check_tree(tree: Any) -> None:  # noqa: ANN401 - whatever JSON was sent
    """Raise `GateWrong` for the first thing wrong with a tree."""
    _check_size(tree)
    fault = min(_validator().iter_errors(tree), key=_rank, default=None)
    if fault:
        raise GateWrong(_name(fault.absolute_path), _describe(fault))
    for path, node in walk_tree(tree):
        _check_meaning(path, node)


def walk_tree(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every condition of a tree with its path, such as `all[0].not`."""
    yield path, tree
    for word, part in _list_parts(tree):
        yield from walk_tree(part, f"{path}.{word}" if path else word)


def _check_size(tree: Any) -> None:  # noqa: ANN401 - whatever JSON was sent
    """Refuse what is too deep or wide before anything recurses into it."""
    level, levels, leaves = [tree], 0, 0
    while level:
        levels += 1
        parts = [[part for _, part in _list_parts(node)] for node in level]
        leaves += sum(not found for found in parts)
        if levels > MOST_LEVELS:
            raise GateWrong("", f"it is deeper than {MOST_LEVELS} levels: write it flatter")
        level = [part for found in parts for part in found]
        if leaves + len(level) > MOST_LEAVES * MOST_LEVELS or leaves > MOST_LEAVES:
            raise GateWrong("", f"it has more than {MOST_LEAVES} conditions: put wallets on an allow-list instead")


def _list_parts(node: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - whatever JSON was sent
    if not isinstance(node, Mapping):
        return []
    parts = [("not", node["not"])] if "not" in node else []
    for word in LISTS:
        if isinstance(found := node.get(word), list):
            parts += [(f"{word}[{place}]", part) for place, part in enumerate(found)]
    return parts


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _rank(fault: ValidationError) -> tuple[int, str]:
    """Put first what is nearest to the root: what is below may follow from it."""
    return len(fault.absolute_path), str(fault.validator)


def _name(path: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _describe(fault: ValidationError) -> str:
    schema = fault.schema if isinstance(fault.schema, Mapping) else {}
    if fault.validator == "additionalProperties":
        known = schema.get("properties", {})
        given = fault.instance if isinstance(fault.instance, Mapping) else {}
        unknown = next(str(name) for name in given if name not in known)
        return f"“{unknown[:MOST_SHOWN]}” means nothing there, known are {', '.join(known)}"
    if fault.validator in ("required", "dependentRequired"):
        return f"something is missing: it should be {schema.get('description', 'complete')}"
    return f"it should be {schema.get('description', 'something else')}"


def _check_meaning(path: str, node: Mapping[str, Any]) -> None:
    """Check what a schema cannot say."""
    prefix = f"{path}." if path else ""
    if "at_least" in node and node["at_least"] > len(node["of"]):
        raise GateWrong(f"{prefix}at_least", f"it should be at most {len(node['of'])}, as many as there are in of")
    for place, (first, last) in enumerate(node.get("editions", {}).get("serials", ())):
        if first > last:
            raise GateWrong(f"{prefix}editions.serials[{place}]", "it should begin with the lower serial")
    address = node.get("token", {}).get("address", "")
    if is_checksum_formatted_address(address) and not is_checksum_address(address):
        raise GateWrong(f"{prefix}token.address", "it has a wrong checksum (EIP-55): copy the address again")
    if time := node.get("time"):
        _check_window(f"{prefix}time", time)


def _check_window(path: str, time: Mapping[str, str]) -> None:
    bounds = [read_moment(time[name], f"{path}.{name}") for name in ("from", "until") if name in time]
    if len(bounds) > 1 and bounds[0] >= bounds[1]:
        raise GateWrong(f"{path}.until", "it should be later than from")
