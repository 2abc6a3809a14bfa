"""Read a YAML file as its author wrote it, and say in one sentence where it breaks its schema."""

import difflib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from scripts._refusal import Refusal

SCHEMAS = Path(__file__).parent.parent / "metadata" / "schemas"
SHOWN_CHARACTERS = 60
MOST_LEVELS = 40  # of lists and fields; no gate that the server takes has half of it
WORST_FIRST = ("additionalProperties", "required")


class FileMissing(Refusal):
    """There is no file where it was looked for."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__(f"There is no file {path}: give the path of {kind}.")


class FileUnreadable(Refusal):
    """The file is not YAML."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is not readable YAML: {reason}.")


class FieldUnknown(Refusal):
    """The file has a field nobody asked for."""

    def __init__(self, name: str, place: str, known: list[str], subject: str) -> None:
        nearest = difflib.get_close_matches(name, known, n=1)
        remedy = f"did you mean {nearest[0]}?" if nearest else f"remove it; known are {', '.join(known)}."
        super().__init__(f"{name}{place} is not a field of {subject}: {remedy}")


class FieldMissing(Refusal):
    """The file lacks a field."""

    def __init__(self, name: str, place: str, wanted: str) -> None:
        super().__init__(f"{name}{place} is missing: add {wanted}.")


class FieldWrong(Refusal):
    """A field's value is not of the kind that is wanted."""

    def __init__(self, name: str, value: object, wanted: str) -> None:
        super().__init__(f"{name} {_show(value)}; it should be {wanted}.")


class _Loader(yaml.SafeLoader):
    """YAML in which only whole numbers, true, false and nothing are not text.

    YAML 1.1 would read an unquoted account as a number, 0.05 as a binary fraction and 20:00 as 1,200.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own declaration

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a field given twice: YAML would silently take the last."""
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.MarkedYAMLError(problem=f"{name} is given twice", problem_mark=key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), ["t", "f"])


@dataclass(frozen=True)
class Form:
    """A kind of file: its name, what it describes, and the schema it keeps to."""

    name: str
    subject: str
    load_schema: Callable[[], Draft202012Validator]

    def read(self, path: Path) -> dict[str, Any]:
        """Return the fields of the file at `path`; raises a `Refusal` for the worst thing wrong with it."""
        fields = _parse(path, self.name)
        if is_nested_deeply(fields):
            raise FileUnreadable(path, "something in it is nested too deeply, write it flatter")
        faults = sorted(self.load_schema().iter_errors(fields), key=_rank)
        if faults:
            raise _describe(faults[0], self.subject)
        return dict(fields)


def is_nested_deeply(value: object) -> bool:
    """Tell whether a value has more than `MOST_LEVELS`, as one within itself does: the schema's check would not end."""
    level = [value]
    for _ in range(MOST_LEVELS):
        # What aliases repeat is looked at once.
        parts = {id(part): part for each in level for part in _list_parts(each)}
        level = list(parts.values())
    return bool(level)


def _list_parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _parse(path: Path, kind: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except (FileNotFoundError, IsADirectoryError) as error:
        raise FileMissing(path, f"a {kind}") from error
    except UnicodeDecodeError as error:
        raise FileUnreadable(path, "it is not UTF-8 text, save it as such") from error
    except yaml.MarkedYAMLError as error:
        raise FileUnreadable(path, _locate(error)) from error
    except yaml.YAMLError as error:
        raise FileUnreadable(path, "it holds characters that YAML does not allow, remove them") from error


def _locate(error: yaml.MarkedYAMLError) -> str:
    line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
    return f"{line}{error.problem or 'something is wrong'}, correct it"


def _rank(fault: ValidationError) -> tuple[int, list[str]]:
    rank = WORST_FIRST.index(fault.validator) if fault.validator in WORST_FIRST else len(WORST_FIRST)
    return rank, [str(part) for part in fault.absolute_path]


def _describe(fault: ValidationError, subject: str) -> Refusal:
    schema: dict[str, Any] = dict(fault.schema) if isinstance(fault.schema, dict) else {}
    fields: dict[str, Any] = dict(fault.instance) if isinstance(fault.instance, dict) else {}
    properties = schema.get("properties", {})
    path = list(fault.absolute_path)
    if fault.validator == "additionalProperties":
        unknown = next(name for name in fields if name not in properties)
        return FieldUnknown(str(unknown), _place(path), list(properties), subject)
    if fault.validator == "required":
        missing = next(name for name in schema["required"] if name not in fields)
        return FieldMissing(missing, _place(path), properties[missing]["description"])
    return FieldWrong(_name(path), fault.instance, schema["description"])


def _name(path: list[str | int]) -> str:
    """Name a field by the last word of its path, and say where it is by the rest."""
    names = [place for place, part in enumerate(path) if isinstance(part, str)]
    if not names:
        return "the file"
    return f"{path[names[-1]]}{_place(path[: names[-1]] + path[names[-1] + 1 :])}"


def _place(path: list[str | int]) -> str:
    """Say which entry of a list is meant: `["payees", 0]` is " (payees, entry 1)"."""
    words = [f"entry {part + 1}" if isinstance(part, int) else part for part in path]
    return f" ({', '.join(words)})" if words else ""


def _show(value: object) -> str:
    if value is None or value in ("", []):
        return "is empty"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"is {text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + '…'}"
