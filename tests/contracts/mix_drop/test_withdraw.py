import boa
from eth_utils import keccak

from tests.contracts._chain import balance_of, send_money
from tests.contracts._terms import PRICE


def test_withdraw__after_sales__sends_everything_to_the_split(drop, split, collector, stranger):
    drop.mint(collector, 3, value=3 * PRICE, sender=collector)

    drop.withdraw(sender=stranger)

    assert balance_of(split) == 3 * PRICE
    assert balance_of(drop) == 0


def test_withdraw__after_sales__is_logged(drop, split, collector):
    drop.mint(collector, 1, value=PRICE, sender=collector)

    drop.withdraw()

    log, _ = drop.get_logs()
    assert (log.split, log.amount) == (split.address, PRICE)


def test_withdraw__of_money_forced_upon_the_drop__sends_it_too(drop, split):
    boa.env.set_balance(drop.address, 7)

    drop.withdraw()

    assert balance_of(split) == 7


def test_withdraw__of_one_drop__leaves_another_alone(create_drop, collector):
    drop, other = create_drop(), create_drop(release=keccak(text="second-mix"))
    other.mint(collector, 1, value=PRICE, sender=collector)
    drop.mint(collector, 1, value=PRICE, sender=collector)

    drop.withdraw()

    assert balance_of(other) == PRICE


def test_withdraw__of_nothing__is_refused(drop):
    with boa.reverts("drop: nothing to withdraw"):
        drop.withdraw()


def test_withdraw__of_the_implementation__is_refused(drop_implementation):
    boa.env.set_balance(drop_implementation.address, 1)

    with boa.reverts("drop: not a clone"):
        drop_implementation.withdraw()


def test_send__of_money_to_a_drop__is_refused(drop, collector):
    assert not send_money(collector, drop.address, 1)
