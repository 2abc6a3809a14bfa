"""The changes that `make mutate` tries, and what is recorded of them."""

import json
from pathlib import Path

import pytest

from tests.bench.mutants import list_mutants

RECORDED = json.loads(Path(__file__).with_name("mutation.json").read_text())
HEAD = """# pragma version 0.4.3
from . import money


@external
def pay(account: address, amount: uint256):
"""


@pytest.fixture
def change(tmp_path):
    """Return every way in which one statement is changed."""

    def change(statement):
        path = Path(tmp_path, "till.vy")
        path.write_text(f"{HEAD}    {statement}\n")
        return {mutant.source.removeprefix(HEAD).strip() for mutant in list_mutants(path)}

    return change


CHANGES = [
    pytest.param("x: bool = a < b", {"x: bool = a <= b"}, id="comparison"),
    pytest.param("x: bool = a and b", {"x: bool = a or b"}, id="connective"),
    pytest.param("x: bool = not a", {"x: bool =  a"}, id="negation"),
    pytest.param("x: uint256 = a + b", {"x: uint256 = a - b"}, id="arithmetic"),
    pytest.param("x: uint256 = 7", {"x: uint256 = 8", "x: uint256 = 6"}, id="constant"),
    pytest.param("x: uint256 = 0", {"x: uint256 = 1"}, id="zero"),
    pytest.param("x: Bytes[32] = b", set(), id="size of a type"),
    pytest.param("x: bool = self._is(a, b)", {"x: bool = self._is(b, a)"}, id="arguments"),
    pytest.param('assert a, "till: no"', {"pass"}, id="assert"),
    pytest.param("self.paid = a", {"pass"}, id="assignment"),
    pytest.param("log Paid(account=a)", {"pass"}, id="log"),
    pytest.param("money._pay(a)", {"pass"}, id="call"),
    pytest.param("return a", set(), id="answer"),
]


@pytest.mark.parametrize(("statement", "changes"), CHANGES)
def test_mutants__of_a_statement__are_mistakes_one_could_make(change, statement, changes):
    assert change(statement) == changes


def test_mutants__of_a_condition__turn_it_over(change):
    assert change("if a:\n        return") == {"if not (a):\n        return", "if a:\n        pass"}


def test_mutants__of_imports_and_decorators__are_none(change):
    assert change("pass") == set()


def test_mutation__recorded__kills_nine_of_ten():
    assert RECORDED["killed"] >= 0.9 * RECORDED["sampled"]
    assert RECORDED["sampled"] == RECORDED["killed"] + len(RECORDED["survivors"])


def test_mutation__survivors__have_a_reason():
    assert [survivor for survivor in RECORDED["survivors"] if not survivor["reason"]] == []


@pytest.mark.parametrize("survivor", RECORDED["survivors"], ids=lambda survivor: survivor["before"])
def test_mutation__survivor__is_still_there(survivor):
    assert survivor["before"] in Path(survivor["file"]).read_text()
