import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._terms import PRICE


@pytest.mark.parametrize("serial", [1, 3, 5])
def test_approve__by_the_holder__names_the_account(collected_drop, collector, operator, serial):
    collected_drop.approve(operator, serial, sender=collector)

    assert [collected_drop.getApproved(number) == operator for number in range(1, 6)] == [
        number == serial for number in range(1, 6)
    ]


def test_approve__by_the_holder__is_logged(collected_drop, collector, operator):
    collected_drop.approve(operator, 2, sender=collector)

    (log,) = collected_drop.get_logs()
    assert (log.owner, log.approved, log.token_id) == (collector, operator, 2)


def test_approve__by_the_holder__moves_nothing(collected_drop, collector, operator, fan):
    collected_drop.approve(operator, 2, sender=collector)
    collected_drop.approve(operator, 5, sender=collector)
    collected_drop.mint(fan, 1, value=PRICE, sender=fan)

    assert [collected_drop.ownerOf(serial) for serial in range(1, 7)] == [collector] * 5 + [fan]


def test_approve__by_an_operator__names_the_account(collected_drop, collector, operator, fan):
    collected_drop.setApprovalForAll(operator, True, sender=collector)

    collected_drop.approve(fan, 1, sender=operator)

    assert collected_drop.getApproved(1) == fan


def test_approve__of_the_zero_address__takes_the_approval_back(collected_drop, collector, operator):
    collected_drop.approve(operator, 1, sender=collector)

    collected_drop.approve(ZERO_ADDRESS, 1, sender=collector)

    assert collected_drop.getApproved(1) == ZERO_ADDRESS


def test_approve__before_a_transfer__ends_with_it(collected_drop, collector, operator, fan):
    collected_drop.approve(operator, 1, sender=collector)

    collected_drop.transferFrom(collector, fan, 1, sender=collector)

    assert collected_drop.getApproved(1) == ZERO_ADDRESS


def test_approve__by_a_stranger__is_refused(collected_drop, stranger):
    with boa.reverts("drop: not the holder or an operator"):
        collected_drop.approve(stranger, 1, sender=stranger)


def test_approve__by_the_approved_account__is_refused(collected_drop, collector, operator, fan):
    collected_drop.approve(operator, 1, sender=collector)

    with boa.reverts("drop: not the holder or an operator"):
        collected_drop.approve(fan, 1, sender=operator)


@pytest.mark.parametrize("serial", [0, 6])
def test_approve__of_an_edition_not_minted__is_refused(collected_drop, collector, operator, serial):
    with boa.reverts("drop: no such edition"):
        collected_drop.approve(operator, serial, sender=collector)


@pytest.mark.parametrize("serial", [0, 6])
def test_get_approved__of_an_edition_not_minted__is_refused(collected_drop, serial):
    with boa.reverts("drop: no such edition"):
        collected_drop.getApproved(serial)
