"""What `make prove` recorded is about the code that ships, and is complete."""

import json

import pytest

from tests.proofs.artefacts import (
    CHECKS,
    PROPERTIES,
    compile_checks,
    compile_shipped,
    digest_code,
    digest_drop,
    list_calls,
)
from tests.proofs.prove import BUGS, CONTRACTS, RESULT, name_proof

RECORDED = json.loads(RESULT.read_text())


@pytest.fixture(scope="module")
def compiled():
    return compile_shipped(CONTRACTS)


def test_proofs__recorded__are_of_the_code_that_ships(compiled):
    assert RECORDED["code"] == digest_drop(compiled), "the contracts changed: run make prove and commit proofs.json"


def test_proofs__of_every_call_that_changes_a_drop__are_recorded_or_said_to_be_open(compiled):
    every = {name_proof(name, call) for name in PROPERTIES for call in list_calls(compiled)}

    assert {*RECORDED["proofs"], *RECORDED["open"]} == every


def test_proofs__recorded__are_proven():
    assert {proof["verdict"] for proof in RECORDED["proofs"].values()} == {"proven"}


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: name_proof(bug.spoils, bug.call))
def test_proofs__of_contracts_with_a_planted_bug__fail(bug):
    assert RECORDED["planted"][name_proof(bug.spoils, bug.call)]["verdict"] == "refuted"


def test_proofs__recorded__are_by_these_checks():
    assert RECORDED["checks"] == digest_code(compile_checks(CONTRACTS)), "run make prove and commit proofs.json"


def test_proofs__properties__are_the_checks():
    assert {path.stem for path in CHECKS.glob("[A-Z]*.vy")} == set(PROPERTIES)
