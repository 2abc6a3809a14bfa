import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of


def test_ownership__offered__waits_until_it_is_accepted(managed_split, owner, fan):
    managed_split.transfer_ownership(fan, sender=owner)

    assert (managed_split.owner(), managed_split.pending_owner()) == (owner, fan)


def test_ownership__accepted__lets_the_new_owner_change_payees(managed_split, payees, successors, owner, fan):
    managed_split.transfer_ownership(fan, sender=owner)
    managed_split.accept_ownership(sender=fan)

    with boa.reverts("split: not the owner"):
        managed_split.change_payees(payees, successors, sender=owner)
    managed_split.change_payees(payees, successors, sender=fan)


def test_ownership__accepted_by_anyone_else__is_refused(managed_split, owner, fan, stranger):
    managed_split.transfer_ownership(fan, sender=owner)

    with boa.reverts("ownable_2step: caller is not the new owner"):
        managed_split.accept_ownership(sender=stranger)


@pytest.mark.parametrize("call", ["transfer_ownership", "renounce_ownership"])
def test_ownership__given_away_by_a_stranger__is_refused(managed_split, stranger, call):
    arguments = [stranger] if call == "transfer_ownership" else []

    with boa.reverts("ownable: caller is not the owner"):
        getattr(managed_split, call)(*arguments, sender=stranger)


def test_ownership__renounced__leaves_the_payees_for_good(managed_split, payees, successors, owner, artist):
    managed_split.renounce_ownership(sender=owner)
    boa.env.set_balance(managed_split.address, ETHER)
    before = balance_of(artist)

    managed_split.distribute(payees)

    assert (managed_split.owner(), balance_of(artist) - before) == (ZERO_ADDRESS, ETHER // 2)
    with boa.reverts("split: not the owner"):
        managed_split.change_payees(payees, successors, sender=owner)
