import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS


def test_transfer_ownership__by_the_owner__names_who_may_accept(label, artist, stranger):
    label.transfer_ownership(stranger, sender=artist)

    assert (label.owner(), label.pending_owner()) == (artist, stranger)


def test_transfer_ownership__by_a_stranger__is_refused(label, stranger):
    with boa.reverts("ownable: caller is not the owner"):
        label.transfer_ownership(stranger, sender=stranger)


def test_accept_ownership__by_the_named_account__makes_it_the_owner(label, artist, stranger):
    label.transfer_ownership(stranger, sender=artist)

    label.accept_ownership(sender=stranger)

    assert (label.owner(), label.pending_owner()) == (stranger, ZERO_ADDRESS)


@pytest.mark.parametrize("named", [True, False], ids=["another named", "nobody named"])
def test_accept_ownership__by_anyone_else__is_refused(label, artist, stranger, fan, named):
    if named:
        label.transfer_ownership(fan, sender=artist)

    with boa.reverts("ownable_2step: caller is not the new owner"):
        label.accept_ownership(sender=stranger)


def test_accept_ownership__after_the_offer_was_taken_back__is_refused(label, artist, stranger):
    label.transfer_ownership(stranger, sender=artist)
    label.transfer_ownership(ZERO_ADDRESS, sender=artist)

    with boa.reverts("ownable_2step: caller is not the new owner"):
        label.accept_ownership(sender=stranger)
