import boa

from tests.contracts._chain import ETHER, balance_of, send_money


def test_receive__a_plain_send__takes_it(split, fan):
    assert send_money(fan, split.address, ETHER)

    assert balance_of(split) == ETHER


def test_receive__a_send_with_2300_gas__takes_it(split, fan, load_mock):
    load_mock("PlainSender").forward(split, value=ETHER, sender=fan)

    assert balance_of(split) == ETHER


def test_receive__by_the_implementation__is_refused(split_implementation, fan):
    assert not send_money(fan, split_implementation.address, 1)


def test_receive__with_a_call_it_does_not_know__is_refused(split, fan):
    computation = boa.env.execute_code(to_address=split.address, sender=fan, value=1, data=b"tip!")

    assert not computation.is_success
