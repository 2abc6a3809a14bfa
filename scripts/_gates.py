"""Who may hear a recording: read a gate's file, and tell the label's server."""

import json
import re
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from scripts._backend import Backend, ListIncomplete
from scripts._fields_file import is_nested_deeply
from scripts._refusal import Refusal
from scripts._release_file import GATE_SCHEMA

LIST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


class GateUnreadable(Refusal):
    """The file of a gate is missing, or is no JSON."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}.")


class GateBroken(Refusal):
    """A gate breaks the schema at `place`."""

    def __init__(self, place: str, wanted: str) -> None:
        super().__init__(f"{place or 'The gate'}: it should be {wanted}.")


class ListNameWrong(Refusal):
    """Gates could not name this list."""

    def __init__(self, name: str) -> None:
        super().__init__(f"NAME is {name!r}: it should be up to 64 lower-case letters, digits and hyphens.")


class GateBackend(Backend):
    """The server's API for gates."""

    def get_gate(self, slug: str, recording: str) -> dict[str, Any]:
        """Return the gate of a recording, with its digest and who set it."""
        return self._dict("GET", f"/api/releases/{slug}/gates/{recording}")

    def set_gate(self, slug: str, recording: str, tree: dict[str, Any]) -> dict[str, Any]:
        """Set the gate of a recording."""
        return self._dict("PUT", f"/api/releases/{slug}/gates/{recording}", json=tree)

    def clear_gate(self, slug: str, recording: str) -> None:
        """Let the default decide again: one edition."""
        answer = self._send("DELETE", f"/api/releases/{slug}/gates/{recording}")
        if answer.status_code != HTTPStatus.NO_CONTENT:
            self._check(answer)

    def put_list(self, name: str, wallets: Sequence[str]) -> None:
        """Keep a list of wallets by its name, instead of what was there."""
        kept = self._dict("PUT", f"/api/allow-lists/{name}", json=list(wallets))
        if kept.get("count") != len(wallets):
            raise ListIncomplete(self.url, f"the list “{name}”")


def read_list_name(name: str) -> str:
    """Return the name of a list; raises `ListNameWrong` for one that gates could not name."""
    if not LIST_NAME.fullmatch(name):
        raise ListNameWrong(name)
    return name


def read_gate_file(path: Path) -> dict[str, Any]:
    """Return the gate in the JSON file at `path`; raises for the first thing wrong with it."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GateUnreadable(path, "is no file: correct the path") from error
    except (ValueError, RecursionError) as error:
        raise GateUnreadable(path, "is no JSON: correct it") from error
    if is_nested_deeply(tree):
        raise GateUnreadable(path, "is nested too deeply: write it flatter")
    return check_gate(tree)


def check_gate(tree: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever was written
    """Return a gate that keeps the schema; raises `GateBroken`."""
    schema = json.loads(GATE_SCHEMA.read_text(encoding="utf-8"))
    faults = sorted(Draft202012Validator(schema).iter_errors(tree), key=lambda fault: len(fault.absolute_path))
    if faults:
        wanted = faults[0].schema
        raise GateBroken(_name(faults[0].absolute_path), str(dict(wanted)["description"] if wanted else "left out"))
    return dict(tree)


def _name(path: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
