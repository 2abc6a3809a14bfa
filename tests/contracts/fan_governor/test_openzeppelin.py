"""What OpenZeppelin's governor 5.7.0 answered is recorded by tests.bench.governor_answers."""

import json
from dataclasses import astuple
from itertools import zip_longest
from pathlib import Path

from tests.contracts._calls import ROLES
from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._governance import Settings
from tests.contracts._governor_calls import GOVERNOR, NAME, TOKEN, play_all

ANSWERS = Path(__file__).with_name("openzeppelin.json")


def test_openzeppelin__the_same_calls__are_answered_alike(token_deployer, governor_deployer):
    arguments = TOKEN, NAME, ROLES["guardian"], astuple(Settings())

    answers = play_all(
        lambda shares: token_deployer.deploy(
            "Fan", "FAN", shares, (ZERO_ADDRESS, 0, 0, 0), True, override_address=TOKEN
        ),
        lambda: governor_deployer.deploy(*arguments, override_address=GOVERNOR),
    )

    recorded = json.loads(ANSWERS.read_text())
    differing = [(ours, theirs) for ours, theirs in zip_longest(answers, recorded) if ours != theirs]
    assert differing == []
