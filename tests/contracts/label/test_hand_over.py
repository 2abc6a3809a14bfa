from dataclasses import astuple

import boa
import pytest
from eth_utils import keccak

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._terms import Phase

EVERY_RIGHT = 7


@pytest.fixture
def buyer(producer):
    """Who takes a drop over."""
    return producer


@pytest.fixture
def sold_drop(label, drop, artist, buyer):
    label.offer_drop(drop.address, buyer, sender=artist)
    label.accept_drop(drop.address, sender=buyer)
    return drop


def test_offer_drop__by_the_owner__names_who_may_accept(label, drop, artist, buyer):
    label.offer_drop(drop.address, buyer, sender=artist)

    (log,) = label.get_logs()
    assert (log.drop, log.owner) == (drop.address, buyer)
    assert (drop.owner(), label.owner_of(drop.address)) == (artist, artist)


def test_offer_drop__by_a_stranger__is_refused(label, drop, stranger):
    with boa.reverts("label: not the drop's owner"):
        label.offer_drop(drop.address, stranger, sender=stranger)


def test_offer_drop__of_another_label__is_refused(second_label, drop, artist):
    with boa.reverts("label: not its drop"):
        second_label.offer_drop(drop.address, artist, sender=artist)


def test_accept_drop__by_the_named_account__makes_it_the_owner(label, sold_drop, buyer):
    (log,) = label.get_logs()
    assert (log.drop, log.owner) == (sold_drop.address, buyer)
    assert (sold_drop.owner(), label.owner_of(sold_drop.address)) == (buyer, buyer)


@pytest.mark.parametrize("offered", [ZERO_ADDRESS, "fan"], ids=["offer taken back", "another named"])
def test_accept_drop__by_anyone_else__is_refused(label, drop, artist, buyer, request, offered):
    label.offer_drop(drop.address, buyer, sender=artist)
    named = ZERO_ADDRESS if offered == ZERO_ADDRESS else request.getfixturevalue(offered)
    label.offer_drop(drop.address, named, sender=artist)

    with boa.reverts("label: drop was not offered to you"):
        label.accept_drop(drop.address, sender=buyer)


def test_accept_drop__a_second_time__is_refused(label, sold_drop, buyer):
    with boa.reverts("label: drop was not offered to you"):
        label.accept_drop(sold_drop.address, sender=buyer)


def test_drop_handed_over__to_an_owner__is_up_to_that_one(label, sold_drop, release, buyer):
    label.add_phase(release, astuple(Phase()), sender=buyer)
    sold_drop.pause(True, sender=buyer)
    sold_drop.pause(False, sender=buyer)
    sold_drop.airdrop([buyer], sender=buyer)
    sold_drop.close(sender=buyer)

    assert sold_drop.supply() == 1


def test_drop_handed_over__to_an_owner__is_not_the_labels_any_more(label, sold_drop, release, artist, stranger):
    label.set_crew(stranger, EVERY_RIGHT, sender=artist)

    for account in (artist, stranger):
        with boa.reverts("label: not allowed"):
            label.add_phase(release, astuple(Phase()), sender=account)
        with boa.reverts("drop: not allowed by the label"):
            sold_drop.airdrop([account], sender=account)
        with boa.reverts("drop: not the drop's owner"):
            sold_drop.close(sender=account)


def test_drop_handed_over__to_an_owner__can_be_handed_on(label, sold_drop, buyer, fan):
    label.offer_drop(sold_drop.address, fan, sender=buyer)
    label.accept_drop(sold_drop.address, sender=fan)

    assert sold_drop.owner() == fan


def test_drop_handed_over__to_an_owner__leaves_other_drops_alone(create_drop, sold_drop, artist):
    other = create_drop(release=keccak(text="another"))

    other.close(sender=artist)

    assert other.owner() == artist
