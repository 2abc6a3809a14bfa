import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS
from tests.contracts._governance import refused_as


def test_transfer__by_a_holder__moves_tokens(token, fan, collector):
    assert token.transfer(collector, 100 * ETHER, sender=fan)

    assert (token.balanceOf(fan), token.balanceOf(collector)) == (200 * ETHER, 100 * ETHER)


def test_transfer__by_a_holder__is_logged(token, fan, collector):
    token.transfer(collector, 1, sender=fan)

    (log,) = token.get_logs()
    assert (log.sender, log.receiver, log.value) == (fan, collector, 1)


def test_transfer__of_nothing__is_logged_and_changes_nothing(eager_token, fan, collector):
    eager_token.transfer(collector, 0, sender=fan)

    (log,) = eager_token.get_logs()
    assert (log.value, eager_token.delegates(collector)) == (0, ZERO_ADDRESS)


@pytest.mark.parametrize("amount", [1, 300 * ETHER])
def test_transfer__to_oneself__changes_nothing(eager_token, fan, amount):
    eager_token.transfer(fan, amount, sender=fan)

    assert (eager_token.balanceOf(fan), eager_token.getVotes(fan)) == (300 * ETHER, 300 * ETHER)
    assert eager_token.numCheckpoints(fan) == 1


def test_transfer__of_more_than_there_is__is_refused(token, fan, collector):
    held, wanted = 300 * ETHER, 300 * ETHER + 1

    with refused_as("ERC20InsufficientBalance(address,uint256,uint256)", fan, held, wanted):
        token.transfer(collector, wanted, sender=fan)


def test_transfer__to_the_zero_address__is_refused(token, fan):
    with refused_as("ERC20InvalidReceiver(address)", ZERO_ADDRESS):
        token.transfer(ZERO_ADDRESS, 1, sender=fan)


def test_transfer__to_the_token__is_refused(token, fan):
    with refused_as("ERC20InvalidReceiver(address)", token.address):
        token.transfer(token.address, 1, sender=fan)


def test_transfer__takes_along__the_votes(eager_token, fan, collector):
    eager_token.transfer(collector, 100 * ETHER, sender=fan)

    assert (eager_token.getVotes(fan), eager_token.getVotes(collector)) == (200 * ETHER, 100 * ETHER)


def test_transfer__between_fans_of_one_delegate__leaves_its_votes(token, fan, collector, artist, pass_time):
    token.delegate(artist, sender=fan)
    token.delegate(artist, sender=collector)
    pass_time(seconds=1)

    token.transfer(collector, ETHER, sender=fan)

    assert (token.getVotes(artist), token.numCheckpoints(artist)) == (300 * ETHER, 1)


def test_approve__by_a_holder__lets_others_take_as_much(token, fan, operator, collector):
    token.approve(operator, 5, sender=fan)
    (log,) = token.get_logs()

    token.transferFrom(fan, collector, 3, sender=operator)

    assert (log.owner, log.spender, log.value) == (fan, operator, 5)
    assert (token.allowance(fan, operator), token.balanceOf(collector)) == (2, 3)


def test_approve__without_limit__stays_without(token, fan, operator, collector):
    token.approve(operator, 2**256 - 1, sender=fan)

    token.transferFrom(fan, collector, ETHER, sender=operator)

    assert token.allowance(fan, operator) == 2**256 - 1


def test_approve__for_nobody__is_refused(token, fan):
    with refused_as("ERC20InvalidSpender(address)", ZERO_ADDRESS):
        token.approve(ZERO_ADDRESS, 1, sender=fan)


def test_transfer_from__above_the_allowance__is_refused(token, fan, operator, collector):
    token.approve(operator, 5, sender=fan)

    with refused_as("ERC20InsufficientAllowance(address,uint256,uint256)", operator, 5, 6):
        token.transferFrom(fan, collector, 6, sender=operator)


def test_transfer_from__above_the_balance__is_refused_and_keeps_the_allowance(token, fan, operator, collector):
    token.approve(operator, 400 * ETHER, sender=fan)

    with refused_as("ERC20InsufficientBalance(address,uint256,uint256)", fan, 300 * ETHER, 400 * ETHER):
        token.transferFrom(fan, collector, 400 * ETHER, sender=operator)

    assert token.allowance(fan, operator) == 400 * ETHER


def test_transfer_from__to_the_token__is_refused(token, fan, operator):
    token.approve(operator, 5, sender=fan)

    with refused_as("ERC20InvalidReceiver(address)", token.address):
        token.transferFrom(fan, token.address, 5, sender=operator)


def test_transfer_from__of_nobody__is_refused(token, operator, collector):
    with refused_as("ERC20InvalidApprover(address)", ZERO_ADDRESS):
        token.transferFrom(ZERO_ADDRESS, collector, 0, sender=operator)
