from dataclasses import astuple

import boa
import pytest
from eth_utils import keccak

from tests.contracts._terms import PRICE, Options, Phase

CREATE, AIRDROP, PAUSE = 1, 2, 4


@pytest.fixture
def helper(stranger):
    """Someone whom the label may give rights."""
    return stranger


def test_set_crew__by_the_owner__is_logged(label, artist, helper):
    label.set_crew(helper, AIRDROP | PAUSE, sender=artist)

    (log,) = label.get_logs()
    assert (log.account, log.rights, label.rights_of(helper)) == (helper, AIRDROP | PAUSE, AIRDROP | PAUSE)


def test_set_crew__by_a_stranger__is_refused(label, fan):
    with boa.reverts("label: not the owner"):
        label.set_crew(fan, CREATE, sender=fan)


def test_set_crew__by_the_crew__is_refused(label, artist, helper):
    label.set_crew(helper, CREATE | AIRDROP | PAUSE, sender=artist)

    with boa.reverts("label: not the owner"):
        label.set_crew(helper, CREATE, sender=helper)


def test_crew__that_may_create__creates_drops_and_phases(label, artist, helper, release, terms, payees):
    label.set_crew(helper, CREATE, sender=artist)

    label.create_drop(release, astuple(terms), payees, sender=helper)

    assert label.add_phase(release, astuple(Phase()), sender=helper) == 1


def test_crew__that_may_airdrop__gives_editions_away(label, drop, artist, helper, fan):
    label.set_crew(helper, AIRDROP, sender=artist)

    drop.airdrop([fan], sender=helper)

    assert drop.ownerOf(1) == fan


def test_crew__that_may_pause__pauses(label, drop, artist, helper):
    label.set_crew(helper, PAUSE, sender=artist)

    drop.pause(True, sender=helper)

    assert drop.is_paused()


@pytest.mark.parametrize("rights", [0, AIRDROP | PAUSE], ids=["nothing", "anything else"])
def test_crew__that_may_do_other_things__creates_nothing(label, drop, artist, helper, release, terms, payees, rights):
    label.set_crew(helper, rights, sender=artist)

    with boa.reverts("label: not allowed"):
        label.create_drop(keccak(text="another"), astuple(terms), payees, sender=helper)
    with boa.reverts("label: not allowed"):
        label.add_phase(release, astuple(Phase()), sender=helper)


def test_crew__that_may_create__neither_gives_away_nor_pauses(label, drop, artist, helper):
    label.set_crew(helper, CREATE, sender=artist)

    with boa.reverts("drop: not allowed by the label"):
        drop.airdrop([helper], sender=helper)
    with boa.reverts("drop: not allowed by the label"):
        drop.pause(True, sender=helper)


def test_crew__with_every_right__does_nothing_final(label, drop, artist, helper):
    label.set_crew(helper, CREATE | AIRDROP | PAUSE, sender=artist)

    for name, arguments in {"close": [], "shrink_supply": [1], "freeze_metadata": []}.items():
        with boa.reverts("drop: not the drop's owner"):
            getattr(drop, name)(*arguments, sender=helper)


def test_crew__dismissed__does_nothing_more(label, drop, artist, helper):
    label.set_crew(helper, PAUSE, sender=artist)
    label.set_crew(helper, 0, sender=artist)

    with boa.reverts("drop: not allowed by the label"):
        drop.pause(True, sender=helper)


def test_allow_currency__by_the_owner__lets_drops_be_priced_in_it(label, create_drop, load_mock, artist):
    token = load_mock("StableToken")
    label.allow_currency(token, True, sender=artist)

    (log,) = label.get_logs()
    assert (log.currency, log.is_allowed, label.is_currency(token)) == (token.address, True, True)
    assert create_drop(options=Options(currency=token.address)).currency() == token.address


def test_allow_currency__taken_back__leaves_drops_alone(label, create_drop, load_mock, artist, fan):
    token = load_mock("StableToken")
    label.allow_currency(token, True, sender=artist)
    drop = create_drop(options=Options(currency=token.address, in_currency=True), price=PRICE)
    label.allow_currency(token, False, sender=artist)
    token.mint(fan, PRICE)
    token.approve(drop.address, PRICE, sender=fan)

    drop.mint(fan, 1, sender=fan)

    with boa.reverts("label: currency is not allowed"):
        create_drop(release=keccak(text="another"), options=Options(currency=token.address))


def test_allow_currency__of_no_contract__is_refused(label, artist, stranger):
    with boa.reverts("label: currency is no contract"):
        label.allow_currency(stranger, True, sender=artist)


def test_allow_currency__by_a_stranger__is_refused(label, load_mock, stranger):
    with boa.reverts("label: not the owner"):
        label.allow_currency(load_mock("StableToken"), True, sender=stranger)


def test_describe__by_the_owner__says_where_the_labels_metadata_is(label, artist):
    digest = keccak(text="metadata of the label")

    label.describe(digest, sender=artist)

    (log,) = label.get_logs()
    assert log.metadata == digest
    assert label.contractURI() == f"ipfs://f01701220{digest.hex()}/contract.json"


def test_describe__not_yet__leaves_it_empty(label):
    assert label.contractURI() == ""


def test_describe__by_a_stranger__is_refused(label, stranger):
    with boa.reverts("label: not the owner"):
        label.describe(bytes(32), sender=stranger)
