import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of
from tests.contracts._payees import pack
from tests.contracts._splits import send_and_read

ONE = f"0x{1:040x}"
LARGEST = "0x" + "ff" * 20


def test_create__by_anyone__makes_a_split_of_its_owner(managed_split, owner, currencies):
    assert (managed_split.owner(), managed_split.pending_owner()) == (owner, ZERO_ADDRESS)
    assert managed_split.settled_currencies() == [token.address for token in currencies]


def test_create__by_anyone__is_logged_in_full(managed_split_implementation, payees, owner, currencies, stranger):
    addresses = [token.address for token in currencies]

    split = managed_split_implementation.create(pack(payees), 50, owner, addresses, sender=stranger)

    log = next(log for log in managed_split_implementation.get_logs() if type(log).__name__ == "ManagedSplitCreated")
    assert (log.split, log.owner, log.payees, log.tag, log.currencies) == (split, owner, pack(payees), 50, addresses)


def test_create__for_payees__pays_them(managed_split, payees, artist):
    boa.env.set_balance(managed_split.address, ETHER)
    before = balance_of(artist)

    managed_split.distribute(payees)

    assert (balance_of(artist) - before, balance_of(managed_split)) == (ETHER // 2, 0)


def test_create__by_anyone__takes_and_logs_plain_sends(managed_split, fan):
    assert send_and_read(fan, managed_split, ETHER) == [(fan.lower(), ETHER)]


def test_create__a_second_time__leaves_the_split_as_it_became(
    create_managed_split, managed_split, payees, successors, currencies, owner
):
    managed_split.change_payees(payees, successors, sender=owner)

    again = create_managed_split(payees, [token.address for token in currencies])

    boa.env.set_balance(again.address, ETHER)
    assert again.address == managed_split.address
    with boa.reverts("split: not its payees"):
        again.distribute(payees)


def test_create__with_another_owner__makes_another_split(create_managed_split, payees, artist, producer):
    assert create_managed_split(payees, owner=artist).address != create_managed_split(payees, owner=producer).address


@pytest.mark.parametrize(
    ("payees", "reason"),
    [([], "split: no payees"), ([(ONE, 999_999)], "split: shares do not sum to 1000000")],
)
def test_create__for_payees_that_cannot_be_paid__is_refused(create_managed_split, payees, reason):
    with boa.reverts(reason):
        create_managed_split(payees)


def test_create__for_no_owner__is_refused(create_managed_split, payees):
    with boa.reverts("split: owner is zero address"):
        create_managed_split(payees, owner=ZERO_ADDRESS)


def test_create__with_a_reward_above_1_percent__is_refused(create_managed_split, payees):
    with boa.reverts("split: reward above 1 percent"):
        create_managed_split(payees, reward=10_001)


def test_create__with_a_currency_that_is_no_contract__is_refused(create_managed_split, payees, stranger):
    with boa.reverts("split: currency is no contract"):
        create_managed_split(payees, [stranger])


@pytest.mark.parametrize("choice", [(0, 0), (1, 0)], ids=["twice", "unsorted"])
def test_create__with_currencies_out_of_order__is_refused(create_managed_split, payees, currencies, choice):
    with boa.reverts("split: currencies are not in ascending order"):
        create_managed_split(payees, [currencies[index].address for index in choice])


def test_create__with_8_currencies__is_possible(create_managed_split, payees, load_mock):
    currencies = sorted((load_mock("HostileToken").address for _ in range(8)), key=lambda address: int(address, 16))

    assert create_managed_split(payees, currencies).settled_currencies() == currencies


def test_create__on_a_split__is_refused(managed_split, payees, owner):
    with boa.reverts("split: only the shared code creates splits"):
        managed_split.create(pack(payees), 0, owner, [])
