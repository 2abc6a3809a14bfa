import boa
import pytest

from tests.contracts._chain import ETHER, balance_of, send_money
from tests.contracts._splits import list_receipts, send_and_read


def test_receive__a_plain_send__takes_it(split, fan):
    assert send_money(fan, split.address, ETHER)

    assert balance_of(split) == ETHER


def test_receive__a_plain_send__logs_sender_and_amount(split, fan):
    assert send_and_read(fan, split, ETHER) == [(fan.lower(), ETHER)]


def test_receive__a_plain_send__costs_less_than_asking_the_shared_code(split, fan):
    computation = boa.env.execute_code(to_address=split.address, sender=fan, value=1)

    assert computation.get_gas_used() < 2_000


def test_receive__a_send_with_2300_gas__takes_and_logs_it(split, fan, load_mock):
    sender = load_mock("PlainSender")

    sender.forward(split.address, value=ETHER, sender=fan)

    assert list_receipts(sender._computation, split) == [(sender.address.lower(), ETHER)]
    assert balance_of(split) == ETHER


def test_receive__what_a_drop_earned__logs_the_drop(drop, split, fan):
    drop.mint(fan, 1, value=drop.price(), sender=fan)

    drop.withdraw(sender=fan)

    assert list_receipts(drop._asked._computation, split) == [(drop.address.lower(), drop.price())]


def test_receive__by_the_implementation__is_refused(split_implementation, fan):
    assert not send_money(fan, split_implementation.address, 1)


@pytest.mark.parametrize("data", [b"tip!", b"\0"], ids=["a call", "a byte"])
def test_receive__with_a_call_it_does_not_know__is_refused(split, fan, data):
    computation = boa.env.execute_code(to_address=split.address, sender=fan, value=1, data=data)

    assert not computation.is_success
