import boa
import pytest

from tests.contracts._chain import ETHER, balance_of
from tests.contracts._payees import order


def test_withdraw_for__a_payee_that_now_takes_it__pays_what_is_owed(owing_split, payee, stranger):
    payee.become_willing()

    owing_split.withdraw_for(payee, sender=stranger)

    assert balance_of(payee) == ETHER // 2
    assert (owing_split.owed(payee), owing_split.total_owed(), balance_of(owing_split)) == (0, 0, 0)


def test_withdraw_for__a_payee_that_now_takes_it__is_logged(owing_split, payee):
    payee.become_willing()

    owing_split.withdraw_for(payee)

    (log,) = owing_split.get_logs()
    assert (log.payee, log.amount) == (payee.address, ETHER // 2)


def test_withdraw_for__a_payee_that_still_refuses__is_refused(owing_split, payee):
    with boa.reverts("split: payee refuses payment"):
        owing_split.withdraw_for(payee)

    assert owing_split.owed(payee) == ETHER // 2


@pytest.mark.parametrize("role", ["producer", "stranger"])
def test_withdraw_for__someone_who_is_owed_nothing__is_refused(owing_split, request, role):
    with boa.reverts("split: nothing owed"):
        owing_split.withdraw_for(request.getfixturevalue(role))


def test_withdraw_for__a_second_time__is_refused(owing_split, payee):
    payee.become_willing()
    owing_split.withdraw_for(payee)

    with boa.reverts("split: nothing owed"):
        owing_split.withdraw_for(payee)


def test_withdraw_for__a_payee_that_reenters__pays_it_once(create_split, load_mock, producer):
    payee = load_mock("ReenteringPayee")
    payees = order([(payee.address, 500_000), (producer, 500_000)])
    split = create_split(payees)
    boa.env.set_balance(split.address, 2 * ETHER)
    payee.remember(split.withdraw_for.prepare_calldata(payee))
    split.eval(f"division._owed[empty(address)][{payee.address}] = {ETHER}")
    split.eval(f"division._total_owed[empty(address)] = {ETHER}")

    split.withdraw_for(payee)

    assert (balance_of(payee), balance_of(split), payee.was_refused()) == (ETHER, ETHER, True)
