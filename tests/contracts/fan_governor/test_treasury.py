import boa
import pytest

from tests.contracts._chain import ETHER, balance_of, send_money
from tests.contracts._governance import Proposal, refused_as

UNKNOWN_CALL = bytes.fromhex("12345678")


def test_treasury__a_plain_send__takes_it(governor, artist):
    assert send_money(artist, governor.address, ETHER)

    assert balance_of(governor) == ETHER


def test_treasury__a_send_with_a_call_it_does_not_know__is_refused(governor, artist):
    sent = boa.env.execute_code(to_address=governor.address, sender=artist, value=1, data=UNKNOWN_CALL)

    assert sent.is_error
    assert balance_of(governor) == 0


def test_treasury__tokens__pays_them_by_a_vote(governor, fan_token, artist, stranger):
    fan_token.transfer(governor.address, 50 * ETHER, sender=artist)
    call = fan_token.transfer.prepare_calldata(stranger, 20 * ETHER)

    governor.carry_out(Proposal([fan_token.address], [call]), artist)

    assert fan_token.balanceOf(stranger) == 20 * ETHER


def test_treasury__an_edition__takes_and_gives_it_by_a_vote(governor, drop, artist, fan):
    drop.mint(fan, 1, 0, sender=fan, value=drop.price())
    drop.safeTransferFrom(fan, governor.address, 1, b"with love", sender=fan)

    governor.carry_out(Proposal([drop.address], [drop.encode("transferFrom", governor.address, fan, 1)]), artist)

    assert drop.ownerOf(1) == fan


def test_treasury__collectibles__says_that_they_are_taken(governor, fan):
    ids = [1, 2]

    assert governor.onERC721Received(fan, fan, 1, bytes(4096)) == bytes.fromhex("150b7a02")
    assert governor.onERC1155Received(fan, fan, 1, 2, bytes(4096)) == bytes.fromhex("f23a6e61")
    assert governor.onERC1155BatchReceived(fan, fan, ids, ids, bytes(4096)) == bytes.fromhex("bc197c81")


def test_treasury__a_power_handed_over__is_used_by_a_vote(governor, label, artist, stranger):
    label.transfer_ownership(governor.address, sender=artist)
    accept = Proposal([label.address], [label.accept_ownership.prepare_calldata()])

    governor.carry_out(accept, artist)

    assert label.owner() == governor.address


def test_relay__by_a_vote__calls_another_contract(governor, artist, stranger):
    boa.env.set_balance(governor.address, ETHER)
    before = balance_of(stranger)

    governor.carry_out(governor.plan("relay", stranger, ETHER, b""), artist)

    assert balance_of(stranger) - before == ETHER


@pytest.mark.parametrize("role", ["artist", "guardian", "stranger"])
def test_relay__by_anyone__is_refused(governor, request, role):
    account = request.getfixturevalue(role)
    boa.env.set_balance(governor.address, ETHER)

    with refused_as("GovernorOnlyExecutor(address)", account):
        governor.relay(account, ETHER, b"", sender=account)


def test_relay__what_fails__passes_its_reason_on(governor, artist):
    (call,) = governor.plan("setExecutionDelay", 2**32).calls
    relayed = governor.plan("relay", governor.address, 0, call)
    governor.win_and_wait(relayed, artist)

    with boa.reverts("governor: longer than a year"):
        governor.execute(relayed)
