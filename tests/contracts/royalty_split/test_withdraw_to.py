import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of
from tests.contracts._payees import order


@pytest.fixture
def token(load_mock, split, payees):
    token = load_mock("HostileToken")
    token.mint(split.address, 1_000_000)
    split.distribute(payees, token.address)
    return token


def test_withdraw_to__by_a_payee__pays_another_account(owing_split, payee, fan):
    before = balance_of(fan)

    owing_split.withdraw_to(fan, sender=payee.address)

    assert balance_of(fan) - before == ETHER // 2
    assert (owing_split.owed(payee), owing_split.total_owed(), balance_of(owing_split)) == (0, 0, 0)


def test_withdraw_to__by_a_payee__is_logged(owing_split, payee, fan):
    owing_split.withdraw_to(fan, sender=payee.address)

    (log,) = owing_split.get_logs()
    assert (log.payee, log.recipient, log.currency, log.amount) == (payee.address, fan, ZERO_ADDRESS, ETHER // 2)


def test_withdraw_to__by_a_payee_that_a_token_refuses__is_taken_elsewhere(split, token, producer, fan):
    token.blacklist(producer)

    split.withdraw_to(fan, token.address, sender=producer)

    assert (token.balanceOf(fan), token.balanceOf(producer), split.owed(producer, token.address)) == (300_000, 0, 0)


def test_withdraw_to__the_zero_address__is_refused(owing_split, payee):
    with boa.reverts("split: recipient is zero address"):
        owing_split.withdraw_to(ZERO_ADDRESS, sender=payee.address)


def test_withdraw_to__by_someone_who_is_owed_nothing__is_refused(owing_split, stranger):
    with boa.reverts("split: nothing owed"):
        owing_split.withdraw_to(stranger, sender=stranger)


def test_withdraw_to__an_account_that_refuses__is_refused(owing_split, payee, load_mock):
    with boa.reverts("split: payee refuses payment"):
        owing_split.withdraw_to(load_mock("RefusingPayee").address, sender=payee.address)

    assert owing_split.owed(payee) == ETHER // 2


def test_withdraw_to__the_split_itself__gives_it_to_all_payees(owing_split, payee, producer):
    owing_split.withdraw_to(owing_split.address, sender=payee.address)
    before = balance_of(producer)

    owing_split.distribute(order([(payee.address, 500_000), (producer, 500_000)]))

    assert balance_of(producer) - before == ETHER // 4
    assert owing_split.total_owed() == balance_of(owing_split) == ETHER // 4
