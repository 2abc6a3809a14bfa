import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._terms import PRICE


def test_transfer_from__by_the_holder__moves_the_edition(collected_drop, collector, fan):
    drop = collected_drop

    drop.transferFrom(collector, fan, 1, sender=collector)

    assert drop.ownerOf(1) == fan
    assert (drop.balanceOf(collector), drop.balanceOf(fan)) == (4, 1)


def test_transfer_from__by_the_holder__is_logged(collected_drop, collector, fan):
    collected_drop.transferFrom(collector, fan, 1, sender=collector)

    (log,) = collected_drop.get_logs()
    assert (log.sender, log.receiver, log.token_id) == (collector, fan, 1)


@pytest.mark.parametrize("serial", range(1, 6))
def test_transfer_from__out_of_a_batch__leaves_the_rest_with_the_holder(collected_drop, collector, fan, serial):
    drop = collected_drop

    drop.transferFrom(collector, fan, serial, sender=collector)

    holders = [drop.ownerOf(number) for number in range(1, 6)]
    assert holders == [fan if number == serial else collector for number in range(1, 6)]


def test_transfer_from__of_the_newest_edition__leaves_the_next_mint_alone(collected_drop, collector, fan, stranger):
    drop = collected_drop
    drop.transferFrom(collector, fan, 5, sender=collector)

    drop.mint(stranger, 2, value=2 * PRICE, sender=stranger)

    assert [drop.ownerOf(serial) for serial in (4, 5, 6, 7)] == [collector, fan, stranger, stranger]


def test_transfer_from__of_every_edition_of_a_batch__leaves_none(collected_drop, collector, fan):
    drop = collected_drop

    for serial in (3, 2, 4, 5, 1):
        drop.transferFrom(collector, fan, serial, sender=collector)

    assert [drop.ownerOf(serial) for serial in range(1, 6)] == [fan] * 5
    assert (drop.balanceOf(collector), drop.balanceOf(fan)) == (0, 5)


def test_transfer_from__of_the_last_of_20__finds_its_holder(drop, collector, fan):
    drop.mint(collector, 20, value=20 * PRICE, sender=collector)

    drop.transferFrom(collector, fan, 20, sender=collector)

    assert (drop.ownerOf(19), drop.ownerOf(20)) == (collector, fan)


def test_transfer_from__to_the_holder_itself__changes_nothing(collected_drop, collector):
    drop = collected_drop

    drop.transferFrom(collector, collector, 2, sender=collector)

    assert [drop.ownerOf(serial) for serial in range(1, 6)] == [collector] * 5
    assert drop.balanceOf(collector) == 5


def test_transfer_from__by_a_stranger__is_refused(collected_drop, collector, stranger):
    with boa.reverts("drop: not allowed to move this edition"):
        collected_drop.transferFrom(collector, stranger, 1, sender=stranger)


def test_transfer_from__by_the_artist__is_refused(collected_drop, collector, artist):
    with boa.reverts("drop: not allowed to move this edition"):
        collected_drop.transferFrom(collector, artist, 1, sender=artist)


def test_transfer_from__by_the_approved_account__moves_the_edition(collected_drop, collector, operator, fan):
    collected_drop.approve(operator, 3, sender=collector)

    collected_drop.transferFrom(collector, fan, 3, sender=operator)

    assert collected_drop.ownerOf(3) == fan


def test_transfer_from__by_the_approved_account_of_another_edition__is_refused(collected_drop, collector, operator):
    collected_drop.approve(operator, 3, sender=collector)

    with boa.reverts("drop: not allowed to move this edition"):
        collected_drop.transferFrom(collector, operator, 4, sender=operator)


def test_transfer_from__by_an_operator__moves_any_edition(collected_drop, collector, operator, fan):
    collected_drop.setApprovalForAll(operator, True, sender=collector)

    collected_drop.transferFrom(collector, fan, 2, sender=operator)
    collected_drop.transferFrom(collector, fan, 4, sender=operator)

    assert collected_drop.balanceOf(fan) == 2


def test_transfer_from__by_a_former_operator__is_refused(collected_drop, collector, operator):
    collected_drop.setApprovalForAll(operator, True, sender=collector)
    collected_drop.setApprovalForAll(operator, False, sender=collector)

    with boa.reverts("drop: not allowed to move this edition"):
        collected_drop.transferFrom(collector, operator, 2, sender=operator)


def test_transfer_from__after_the_edition_came_back__needs_a_new_approval(collected_drop, collector, operator, fan):
    collected_drop.approve(operator, 1, sender=collector)
    collected_drop.transferFrom(collector, fan, 1, sender=collector)
    collected_drop.transferFrom(fan, collector, 1, sender=fan)

    with boa.reverts("drop: not allowed to move this edition"):
        collected_drop.transferFrom(collector, operator, 1, sender=operator)


def test_transfer_from__a_wallet_that_does_not_hold_it__is_refused(collected_drop, collector, fan):
    with boa.reverts("drop: not the holder"):
        collected_drop.transferFrom(fan, collector, 1, sender=fan)


def test_transfer_from__to_the_zero_address__is_refused(collected_drop, collector):
    with boa.reverts("drop: recipient is zero address"):
        collected_drop.transferFrom(collector, ZERO_ADDRESS, 1, sender=collector)


@pytest.mark.parametrize("serial", [0, 6, 2**256 - 1])
def test_transfer_from__of_an_edition_not_minted__is_refused(collected_drop, collector, fan, serial):
    with boa.reverts("drop: no such edition"):
        collected_drop.transferFrom(collector, fan, serial, sender=collector)


def test_transfer_from__to_a_contract__does_not_ask_it(collected_drop, collector, load_mock):
    receiver = load_mock("RefusingReceiver")

    collected_drop.transferFrom(collector, receiver, 1, sender=collector)

    assert collected_drop.ownerOf(1) == receiver.address


def test_transfer_from__with_money__is_refused(collected_drop, collector, fan):
    with boa.reverts():
        collected_drop.transferFrom(collector, fan, 1, value=1, sender=collector)
