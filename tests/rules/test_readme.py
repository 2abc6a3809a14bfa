"""The README tells the truth: its commands exist, its files are there, it is short."""

import re
from pathlib import Path

import pytest

README = Path("README.md").read_text()
COMMANDS = re.findall(r"^(?:\$ )?(make [a-z]+|ape run [a-z]+ [a-z]+|python -m [a-z.]+)", README, re.MULTILINE)
LINKS = re.findall(r"\]\(([^)#:]+)\)", README)


def test_readme__length__is_at_most_150_lines():
    assert len(README.splitlines()) <= 150


def test_readme__commands__are_found():
    assert {"make demo", "make test"} <= set(COMMANDS)


@pytest.mark.parametrize("command", sorted({c for c in COMMANDS if c.startswith("make")}))
def test_readme__make_command__is_a_target(command):
    assert re.search(rf"^{command.split()[1]}:", Path("Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", sorted({c for c in COMMANDS if c.startswith("ape run")}))
def test_readme__ape_command__is_a_script(command):
    _, _, group, name = command.split()

    # Python keeps some words, such as import, for itself.
    assert re.search(rf"^def {name}_?\(", Path("scripts", f"{group}.py").read_text(), re.MULTILINE)


@pytest.mark.parametrize("link", LINKS)
def test_readme__link__leads_to_a_file(link):
    assert Path(link).exists()
