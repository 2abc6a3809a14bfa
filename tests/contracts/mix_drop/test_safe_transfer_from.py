import boa
import pytest


def test_safe_transfer_from__to_a_wallet__moves_the_edition(collected_drop, collector, fan):
    collected_drop.safeTransferFrom(collector, fan, 1, sender=collector)

    assert collected_drop.ownerOf(1) == fan


def test_safe_transfer_from__to_a_contract_that_accepts__tells_it_who_and_what(collected_drop, collector, load_mock):
    receiver = load_mock("AcceptingReceiver")

    collected_drop.safeTransferFrom(collector, receiver, 4, b"with love", sender=collector)

    assert collected_drop.ownerOf(4) == receiver.address
    assert (receiver.operator(), receiver.sender(), receiver.serials(0)) == (collector, collector, 4)
    assert receiver.data() == b"with love"


def test_safe_transfer_from__without_data__tells_the_contract_none(collected_drop, collector, load_mock):
    receiver = load_mock("AcceptingReceiver")

    collected_drop.safeTransferFrom(collector, receiver, 1, sender=collector)

    assert receiver.data() == b""


@pytest.mark.parametrize("receiver", ["RefusingReceiver", "RevertingReceiver", "RefusingPayee", "PlainSender"])
def test_safe_transfer_from__to_a_contract_that_does_not_accept__is_refused(
    collected_drop, collector, load_mock, receiver
):
    with boa.reverts("drop: receiver refused the edition"):
        collected_drop.safeTransferFrom(collector, load_mock(receiver), 1, sender=collector)


def test_safe_transfer_from__by_a_stranger__is_refused(collected_drop, collector, stranger):
    with boa.reverts("drop: not allowed to move this edition"):
        collected_drop.safeTransferFrom(collector, stranger, 1, sender=stranger)
