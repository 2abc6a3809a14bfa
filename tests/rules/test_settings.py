"""`.env.example` and `Settings` list the same names and the same defaults."""

from pathlib import Path

from pydantic_core import PydanticUndefined

from backend.core.config import Settings

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
