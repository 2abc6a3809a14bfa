"""Who may hear a release, as release.yaml says it."""

from pathlib import Path

import pytest

from backend.gates.checking import check_tree
from scripts._gate_words import phrase_gate
from scripts._manifest import load_manifest
from scripts._refusal import Refusal
from tests.scripts.releases import PRODUCER, write_release

EDITION = {"editions": {}}
REGULAR = {"badge": "regular"}
EXAMPLE = Path("metadata/releases/members-first/release.yaml")


@pytest.fixture
def load(tmp_path):
    return lambda **changes: load_manifest(write_release(tmp_path / "low-tide", **changes))


def test_load_manifest__no_gate__leaves_it_to_the_default(load):
    assert load().gates == {}


def test_load_manifest__gate__is_the_mixs(load):
    assert load(gate=REGULAR).gates == {"mix": REGULAR}


def test_load_manifest__gates__are_by_recording(load):
    assert load(gates={"mix": EDITION, "original": REGULAR}).gates == {"mix": EDITION, "original": REGULAR}


def test_load_manifest__gate_and_the_originals__are_both_kept(load):
    assert load(gate=EDITION, gates={"original": REGULAR}).gates == {"mix": EDITION, "original": REGULAR}


def test_load_manifest__gates_of_the_example__are_good_for_the_server():
    gates = load_manifest(EXAMPLE).gates

    for tree in gates.values():
        check_tree(tree)
    assert list(gates) == ["mix", "original"]


WRONG_GATES = {
    "mix twice": (
        {"gate": EDITION, "gates": {"mix": EDITION}},
        "gate and mix (gates) both say who may hear the mix: remove one of the two.",
    ),
    "no recording": ({"gates": {"remix": EDITION}}, "remix (gates) is not a field of a release: did you mean mix?"),
    "no gates": ({"gates": {}}, "gates is {}; it should be who may hear each recording in full"),
    "no condition": ({"gate": "everybody"}, 'gate is "everybody"; it should be one of all, any, not, at_least with of'),
    "two conditions": ({"gate": EDITION | REGULAR}, "it should be just one of all, any, not"),
    "misspelt condition": (
        {"gate": {"edition": {}}},
        "edition (gate) is not a field of a release: did you mean",
    ),
    "deep inside": (
        {"gates": {"original": {"any": [EDITION, {"not": {"badge": "The Regulars"}}]}}},
        'badge (gates, original, any, entry 2, not) is "The Regulars"; it should be a name of 1 to 64 lower-case',
    ),
    "entry of a list": ({"gate": {"any": [EDITION, "nobody"]}}, 'any (gate, entry 2) is "nobody"; it should be one of'),
    "half a range": (
        {"gate": {"editions": {"serials": [[1, 9], [12]]}}},
        "serials (gate, editions, entry 2) is [12]; it should be the first and the last serial of a range",
    ),
    "token without least": (
        {"gate": {"token": {"address": PRODUCER}}},
        "least (gate, token) is missing: add how much of it in its smallest unit",
    ),
    "amount as a number": (
        {"gate": {"token": {"address": PRODUCER, "least": 5}}},
        "least (gate, token) is 5; it",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG_GATES.values(), ids=WRONG_GATES)
def test_load_manifest__wrong_gate__names_the_place_and_the_remedy(load, changes, sentence):
    with pytest.raises(Refusal) as refused:
        load(**changes)
    assert sentence in refused.value.message


def test_load_manifest__gate_within_itself__is_refused(tmp_path):
    path = write_release(tmp_path / "low-tide")
    path.write_text(path.read_text() + "gate: &gate {not: *gate}\n")

    with pytest.raises(Refusal, match="something in it is nested too deeply, write it flatter"):
        load_manifest(path)


PHRASES = {
    "an edition of this drop": EDITION,
    "2 editions of any drop of this label": {"editions": {"drop": "any", "least": 2}},
    "an edition of tier 1 numbered #1 to #9 or #12 of “last-tram” held for 36 hours": {
        "editions": {"drop": "last-tram", "tier": 1, "serials": [[1, 9], [12, 12]], "held_seconds": 129_600}
    },
    "an edition of this drop held in block 1,000": {"editions": {"at_block": 1_000}},
    f"2.5 NOVA ({PRODUCER})": {"token": {"address": PRODUCER, "least": "250", "symbol": "NOVA", "decimals": 2}},
    f"1,000 NOVA ({PRODUCER})": {"token": {"address": PRODUCER, "least": "1000", "symbol": "NOVA", "decimals": 0}},
    f"5 units of the token {PRODUCER}": {"token": {"address": PRODUCER, "least": "5"}},
    "the time from 2030-05-01T20:00Z": {"time": {"from": "2030-05-01T20:00Z"}},
    "a place on the list “friends”": {"allow_list": "friends"},
    "the badge “regular” or (an edition of this drop and not the entitlement “banned”)": {
        "any": [REGULAR, {"all": [EDITION, {"not": {"entitlement": "banned"}}]}]
    },
    "1 of these: an edition of this drop; the badge “regular”": {"at_least": 1, "of": [EDITION, REGULAR]},
}


@pytest.mark.parametrize(("text", "tree"), PHRASES.items())
def test_phrase_gate__every_condition__is_said_in_words(text, tree):
    check_tree(tree)

    assert phrase_gate(tree) == text
