"""`.env.example` and `Settings` list the same names and the same defaults."""

import json
import re
from pathlib import Path
from typing import get_args

from pydantic_core import PydanticUndefined

from backend.core.config import Settings
from backend.core.place_settings import Kind, PlaceSettings

EXAMPLE = Path(".env.example")


def read_example():
    lines = [line for line in EXAMPLE.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def test_example__names__are_the_settings():
    assert [name.lower() for name in read_example()] == list(Settings.model_fields)


def test_example__values__are_the_defaults():
    defaults = {
        name.upper(): "" if field.default is PydanticUndefined else str(field.default)
        for name, field in Settings.model_fields.items()
    }

    assert read_example() == defaults


def test_example__places__are_one_of_each_kind():
    examples = re.findall(r"^# +(\{\"name.*\})$", EXAMPLE.read_text(), re.MULTILINE)

    assert [PlaceSettings(**json.loads(example)).kind for example in examples] == list(get_args(Kind))
