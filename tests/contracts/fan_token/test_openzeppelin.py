"""What OpenZeppelin's token with votes 5.7.0 answered is recorded by tests.bench.token_answers."""

import json
from itertools import zip_longest
from pathlib import Path

import pytest
from eth_utils import keccak

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._token_calls import NAME, SYMBOL, TOKEN, play_all

ANSWERS = Path(__file__).with_name("openzeppelin.json")
RECORDED = json.loads(ANSWERS.read_text())


@pytest.fixture(scope="module")
def answers(token_deployer):
    def deploy(shares):
        listed = [(holder, amount, False) for holder, amount in shares.items()]
        token_deployer.deploy(NAME, SYMBOL, listed, (ZERO_ADDRESS, 0, 0, 0), False, override_address=TOKEN)

    return play_all(deploy)


def test_openzeppelin__the_same_calls__are_answered_alike(answers):
    pairs = zip_longest(answers["alike"], RECORDED["alike"])
    assert [(ours, theirs) for ours, theirs in pairs if ours != theirs] == []


@pytest.mark.parametrize("theirs", RECORDED["different"], ids=lambda theirs: theirs["why"])
def test_openzeppelin__what_differs_on_purpose__differs_as_meant(answers, theirs):
    (ours,) = (answer for answer in answers["different"] if answer["why"] == theirs["why"])

    refusal = keccak(text=theirs["ours"])[:4].hex() if theirs["ours"] else ""
    assert ours != theirs
    assert (ours["refused"], ours["answer"][:8]) == (bool(refusal), refusal)
