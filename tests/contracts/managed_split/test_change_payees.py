import boa
import pytest
from eth_utils import keccak

from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of
from tests.contracts._payees import order, pack

ONE, TWO = (f"0x{number:040x}" for number in (1, 2))


@pytest.fixture
def changed_split(managed_split, payees, successors, owner):
    managed_split.change_payees(payees, successors, sender=owner)
    return managed_split


def test_change_payees__by_the_owner__pays_the_successors_from_then_on(changed_split, successors, fan):
    boa.env.set_balance(changed_split.address, ETHER)
    before = balance_of(fan)

    changed_split.distribute(successors)

    assert (balance_of(fan) - before, balance_of(changed_split)) == (ETHER, 0)


def test_change_payees__by_the_owner__is_logged(changed_split, successors):
    (log,) = changed_split.get_logs()

    assert log.payees == pack(successors)


def test_change_payees__by_the_owner__pays_the_old_no_more(changed_split, payees):
    boa.env.set_balance(changed_split.address, ETHER)

    with boa.reverts("split: not its payees"):
        changed_split.distribute(payees)


def test_change_payees__again__is_up_to_the_owner(changed_split, successors, payees, owner, artist):
    changed_split.change_payees(successors, payees, sender=owner)
    boa.env.set_balance(changed_split.address, ETHER)
    before = balance_of(artist)

    changed_split.distribute(payees)

    assert balance_of(artist) - before == ETHER // 2


@pytest.mark.parametrize("caller", ["artist", "stranger"], indirect=True)
def test_change_payees__by_anyone_else__is_refused(managed_split, payees, successors, caller):
    with boa.reverts("split: not the owner"):
        managed_split.change_payees(payees, successors, sender=caller)


def test_change_payees__of_others__is_refused(managed_split, successors, owner):
    with boa.reverts("split: not its payees"):
        managed_split.change_payees(successors, successors, sender=owner)


def test_change_payees__with_another_tag__is_refused(managed_split, payees, successors, owner):
    with boa.reverts("split: not its payees"):
        managed_split._contract.change_payees(pack(payees), 1, pack(successors), sender=owner)


@pytest.mark.parametrize(
    ("successors", "reason"),
    [
        ([], "split: no payees"),
        ([(ZERO_ADDRESS, 1_000_000)], "split: payee is zero address"),
        ([(ONE, 500_000), (ONE, 500_000)], "split: payee is named twice"),
        ([(TWO, 500_000), (ONE, 500_000)], "split: payees are not in ascending order"),
        ([(ONE, 1_000_000), (TWO, 0)], "split: share is zero"),
        ([(ONE, 999_999)], "split: shares do not sum to 1000000"),
    ],
)
def test_change_payees__to_some_that_cannot_be_paid__is_refused(managed_split, payees, owner, successors, reason):
    with boa.reverts(reason):
        managed_split.change_payees(payees, successors, sender=owner)


@pytest.mark.parametrize("others", [0, 1, 2], ids=["alone", "with one", "with two"])
def test_change_payees__to_the_split_itself__is_refused(managed_split, payees, owner, others):
    successors = order([(managed_split.address, 1_000_000 - others), *[(payee, 1) for payee, _ in payees[:others]]])

    with boa.reverts("split: payee is the split itself"):
        managed_split.change_payees(payees, successors, sender=owner)


def test_change_payees__to_51__is_refused(managed_split, payees, owner):
    shares = [20_000] * 49 + [10_000] * 2
    successors = [(f"0x{number:040x}", share) for number, share in enumerate(shares, start=1)]

    with boa.reverts():
        managed_split.change_payees(payees, successors, sender=owner)


def test_change_payees__to_50__pays_all(managed_split, payees, owner):
    successors = order([("0x" + keccak(text=f"payee {number}")[:20].hex(), 20_000) for number in range(50)])
    managed_split.change_payees(payees, successors, sender=owner)
    boa.env.set_balance(managed_split.address, ETHER)

    managed_split.distribute(successors)

    assert {balance_of(account) for account, _ in successors} == {ETHER // 50}
