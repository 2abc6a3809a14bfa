import json

import pytest

from scripts._deployments import Deployments
from scripts._journal import Entry, Journal
from scripts._networks import network_of

LABEL = {"address": "0x" + "11" * 20, "block": 7}
ENTRY = Entry(sender="0x" + "22" * 20, nonce=3, transaction="0x" + "33" * 32)


@pytest.fixture
def deployments(tmp_path):
    return Deployments(tmp_path / "deployments", network_of(137))


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path, network_of(31337))


@pytest.mark.parametrize(("chain_id", "name"), [(137, "polygon"), (80002, "amoy"), (31337, "local"), (10, "10")])
def test_network_of__chain_id__names_the_record(chain_id, name):
    assert network_of(chain_id).name == name


def test_record_contract__first__writes_the_whole_record(deployments):
    deployments.record_contract("Label", LABEL)

    written = json.loads(deployments.path.read_text())
    assert written == {"chain_id": 137, "contracts": {"Label": LABEL}, "drops": {}, "currencies": {}}


def test_record_drop__after_contracts__keeps_them(deployments):
    deployments.record_contract("Label", LABEL)

    deployments.record_drop("low-tide", {"address": "0x44"})

    assert deployments.find_contract("Label") == LABEL
    assert deployments.find_drop("low-tide") == {"address": "0x44"}


def test_record_contract__always__leaves_no_draft(deployments):
    deployments.record_contract("Label", LABEL)

    assert [path.name for path in deployments.path.parent.iterdir()] == ["polygon.json"]


def test_find_contract__nothing_recorded__is_none(deployments):
    assert deployments.find_contract("Label") is None


def test_write__then_find__is_the_same_entry(journal):
    journal.write("publish low-tide", ENTRY)

    assert journal.find("publish low-tide") == ENTRY
    assert journal.find("publish high-tide") is None


def test_strike__last_entry__removes_the_file(journal):
    journal.write("publish low-tide", ENTRY)
    journal.write("publish high-tide", ENTRY)

    journal.strike("publish low-tide")
    assert journal.find("publish high-tide") == ENTRY

    journal.strike("publish high-tide")
    assert not journal.path.exists()


def test_strike__nothing_written__does_nothing(journal):
    journal.strike("publish low-tide")

    assert not journal.path.exists()
