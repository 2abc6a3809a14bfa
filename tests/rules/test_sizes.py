"""The longest column of the style's sizes: no function, file or test outgrows what a reader holds in mind."""

import ast
import re
from pathlib import Path

import pytest

PYTHON = sorted(
    path
    for folder in ("backend", "scripts", "tests")
    for path in Path(folder).rglob("*.py")
    if "versions" not in path.parts
)
VYPER = sorted(Path("contracts").rglob("*.vy"))
PYTHON_FILE_LINES = 350
PYTHON_FUNCTION_LINES = 45
VYPER_FILE_LINES = 400
VYPER_FUNCTION_LINES = 35


def find_long_functions(path):
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, functions)]
    return [node.name for node in nodes if node.end_lineno - node.lineno >= PYTHON_FUNCTION_LINES]


def find_long_vyper_functions(path):
    source = re.sub(r'"""[\s\S]*?"""', "", path.read_text())
    bodies = re.findall(r"^def (\w+)((?:.*\n(?!@|def |#))*)", source, re.MULTILINE)
    return [
        name
        for name, body in bodies
        if len([line for line in body.splitlines() if line.strip()]) > VYPER_FUNCTION_LINES
    ]


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_python_file__length__fits(path):
    assert len(path.read_text().splitlines()) <= PYTHON_FILE_LINES


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_python_functions__length__fit(path):
    assert find_long_functions(path) == []


@pytest.mark.parametrize("path", VYPER, ids=str)
def test_vyper_file__length__fits(path):
    assert len(path.read_text().splitlines()) <= VYPER_FILE_LINES


@pytest.mark.parametrize("path", VYPER, ids=str)
def test_vyper_functions__length__fit(path):
    assert find_long_vyper_functions(path) == []
