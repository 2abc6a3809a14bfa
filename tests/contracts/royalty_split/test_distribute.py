import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of, create_role
from tests.contracts._payees import order, pack


@pytest.fixture
def funded_split(split):
    boa.env.set_balance(split.address, ETHER)
    return split


def test_distribute__after_money_came_in__pays_each_share(funded_split, payees, stranger):
    before = [balance_of(account) for account, _ in payees]

    funded_split.distribute(payees, sender=stranger)

    paid = [balance_of(account) - amount for (account, _), amount in zip(payees, before, strict=True)]
    assert paid == [ETHER * share // 1_000_000 for _, share in payees]
    assert balance_of(funded_split) == 0


def test_distribute__after_money_came_in__is_logged(funded_split, payees):
    funded_split.distribute(payees)

    (log,) = funded_split.get_logs()
    assert (log.currency, log.amount) == (ZERO_ADDRESS, ETHER)


def test_distribute__what_cannot_be_divided__keeps_it_for_next_time(split, payees, artist):
    boa.env.set_balance(split.address, 9)
    split.distribute(payees)
    left = balance_of(split)
    before = balance_of(artist)

    boa.env.set_balance(split.address, left + 9)
    split.distribute(payees)

    assert left == 9 - 4 - 2 - 1
    assert balance_of(artist) - before == (left + 9) // 2


def test_distribute__to_50_payees__pays_all(create_split):
    payees = order([(create_role(f"payee {number}"), 20_000) for number in range(50)])
    split = create_split(payees)
    boa.env.set_balance(split.address, ETHER)
    before = sum(balance_of(account) for account, _ in payees)

    split.distribute(payees)

    assert sum(balance_of(account) for account, _ in payees) - before == ETHER


def test_distribute__to_another_split__lets_that_one_go_on(create_split, payees):
    inner = create_split(payees)
    outer_payees = [(inner.address, 1_000_000)]
    outer = create_split(outer_payees)
    boa.env.set_balance(outer.address, ETHER)

    outer.distribute(outer_payees)
    inner.distribute(payees)

    assert (balance_of(outer), balance_of(inner), outer.total_owed()) == (0, 0, 0)


def test_distribute__to_other_payees__is_refused(funded_split, payees, stranger):
    with boa.reverts("split: not its payees"):
        funded_split.distribute([(stranger, 500_000), *payees[1:]], sender=stranger)


def test_distribute__with_other_shares__is_refused(funded_split, payees):
    (first, share), (second, other), third = payees

    with boa.reverts("split: not its payees"):
        funded_split.distribute([(first, other), (second, share), third])


def test_distribute__in_another_order__is_refused(funded_split, payees):
    with boa.reverts("split: not its payees"):
        funded_split.distribute(payees[::-1])


def test_distribute__to_nobody__is_refused(funded_split):
    with boa.reverts("split: not its payees"):
        funded_split.distribute([])


def test_distribute__of_nothing__is_refused(split, payees):
    with boa.reverts("split: nothing to distribute"):
        split.distribute(payees)


def test_distribute__of_the_implementation__is_refused(split_implementation, payees):
    boa.env.set_balance(split_implementation.address, ETHER)

    with boa.reverts("split: not its payees"):
        split_implementation.distribute(pack(payees), 0)


def test_distribute__with_too_little_gas_to_pay__is_refused(funded_split, payees):
    with boa.reverts("split: not enough gas"):
        funded_split.distribute(payees, gas=170_000)


@pytest.mark.parametrize("hostile", ["RefusingPayee", "BurningPayee", "BombPayee"])
def test_distribute__to_a_payee_that_cannot_be_paid__owes_it_and_pays_the_others(
    create_split, load_mock, producer, hostile
):
    payee = load_mock(hostile)
    payees = order([(payee.address, 400_000), (producer, 600_000)])
    split = create_split(payees)
    boa.env.set_balance(split.address, ETHER)
    before = balance_of(producer)

    split.distribute(payees)

    assert balance_of(producer) - before == ETHER * 6 // 10
    assert (split.owed(payee), split.total_owed(), balance_of(split)) == (ETHER * 4 // 10,) * 3


def test_distribute__to_a_payee_that_cannot_be_paid__is_logged(create_split, load_mock):
    payee = load_mock("RefusingPayee")
    split = create_split([(payee.address, 1_000_000)])
    boa.env.set_balance(split.address, ETHER)

    split.distribute([(payee.address, 1_000_000)])

    _, owed = split.get_logs()
    assert (owed.payee, owed.amount) == (payee.address, ETHER)


def test_distribute__to_a_payee_that_reenters__pays_it_once(create_split, load_mock, producer):
    payee = load_mock("ReenteringPayee")
    payees = order([(payee.address, 500_000), (producer, 500_000)])
    split = create_split(payees)
    payee.remember(split.encode_distribute(payees))
    boa.env.set_balance(split.address, ETHER)
    before = balance_of(producer)

    split.distribute(payees)

    assert (balance_of(payee), balance_of(producer) - before) == (ETHER // 2, ETHER // 2)
    assert payee.was_refused()


def test_distribute__while_something_is_owed__leaves_that_alone(create_split, load_mock, producer):
    payee = load_mock("RefusingPayee")
    payees = order([(payee.address, 500_000), (producer, 500_000)])
    split = create_split(payees)
    boa.env.set_balance(split.address, 100)
    split.distribute(payees)

    with boa.reverts("split: nothing to distribute"):
        split.distribute(payees)
    boa.env.set_balance(split.address, 50 + 100)
    split.distribute(payees)

    assert (split.owed(payee), balance_of(split)) == (100, 100)
