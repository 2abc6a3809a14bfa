"""Read release.yaml as its author wrote it."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from scripts._fields_file import SCHEMAS, Form

SCHEMA = SCHEMAS / "release.schema.json"
GATE_SCHEMA = SCHEMAS / "gate.schema.json"


def read_release_file(path: Path) -> dict[str, Any]:
    """Return the fields of the manifest at `path`; raises a `Refusal` for the worst thing wrong with it."""
    return Form("release.yaml", "a release", _load_schema).read(path)


def describe_field(*path: str) -> str:
    """Return what a field should be, in the schema's words; below a list's name stands a field of its entries."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for name in path:
        schema = schema.get("items", schema)["properties"][name]
    return str(schema["description"])


def _load_schema() -> Draft202012Validator:
    """Return the schema with the gate's in it, under the name by which it is asked for."""
    schema, gate = (json.loads(path.read_text(encoding="utf-8")) for path in (SCHEMA, GATE_SCHEMA))
    return Draft202012Validator(schema | {"$defs": {"gate": gate | {"$id": GATE_SCHEMA.name}}})
