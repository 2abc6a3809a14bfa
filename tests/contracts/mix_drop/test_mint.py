import boa
import pytest
from eth_utils import keccak

from tests.contracts._chain import DAY, ZERO_ADDRESS, balance_of, now
from tests.contracts._terms import PRICE


def test_mint__of_one__gives_the_next_serial(drop, collector):
    drop.mint(collector, 1, value=PRICE, sender=collector)

    assert drop.ownerOf(1) == collector
    assert (drop.balanceOf(collector), drop.minted(), drop.minted_by(collector)) == (1, 1, 1)


def test_mint__of_several__gives_serials_in_order(drop, collector, fan):
    drop.mint(fan, 1, value=PRICE, sender=fan)

    drop.mint(collector, 5, value=5 * PRICE, sender=collector)

    assert [drop.ownerOf(serial) for serial in range(2, 7)] == [collector] * 5
    assert (drop.balanceOf(collector), drop.totalSupply()) == (5, 6)


def test_mint__of_several__logs_each_transfer_and_the_sale(drop, collector):
    drop.mint(collector, 2, value=2 * PRICE, sender=collector)

    *transfers, sale = drop.get_logs()
    assert [(log.sender, log.receiver, log.token_id) for log in transfers] == [
        (ZERO_ADDRESS, collector, serial) for serial in (1, 2)
    ]
    assert (sale.recipient, sale.first_serial, sale.quantity, sale.paid) == (collector, 1, 2, 2 * PRICE)


def test_mint__for_another_wallet__gives_the_edition_to_it(drop, collector, fan):
    drop.mint(fan, 1, value=PRICE, sender=collector)

    assert drop.ownerOf(1) == fan
    assert (drop.minted_by(fan), drop.minted_by(collector)) == (1, 0)


def test_mint__of_a_free_drop__costs_nothing(create_drop, collector):
    drop = create_drop(price=0)

    drop.mint(collector, 1, sender=collector)

    assert drop.ownerOf(1) == collector


def test_mint__before_the_opening__is_refused(create_drop, collector):
    drop = create_drop(opens=now() + DAY)

    with boa.reverts("drop: not open yet"):
        drop.mint(collector, 1, value=PRICE, sender=collector)


def test_mint__at_the_opening__is_possible(create_drop, collector):
    drop = create_drop(opens=now() + DAY)
    boa.env.time_travel(seconds=DAY)

    drop.mint(collector, 1, value=PRICE, sender=collector)

    assert drop.minted() == 1


def test_mint__in_the_last_second__is_possible(create_drop, collector):
    drop = create_drop(closes=now() + DAY)
    boa.env.time_travel(seconds=DAY - 1)

    drop.mint(collector, 1, value=PRICE, sender=collector)

    assert drop.minted() == 1


def test_mint__at_the_closing__is_refused(create_drop, collector):
    drop = create_drop(closes=now() + DAY)
    boa.env.time_travel(seconds=DAY)

    with boa.reverts("drop: closed"):
        drop.mint(collector, 1, value=PRICE, sender=collector)


def test_mint__of_none__is_refused(drop, collector):
    with boa.reverts("drop: quantity is zero"):
        drop.mint(collector, 0, sender=collector)


def test_mint__of_more_than_20__is_refused(drop, collector):
    with boa.reverts("drop: more than 20 at once"):
        drop.mint(collector, 21, value=21 * PRICE, sender=collector)


def test_mint__of_20__is_possible(drop, collector):
    drop.mint(collector, 20, value=20 * PRICE, sender=collector)

    assert (drop.ownerOf(20), drop.balanceOf(collector)) == (collector, 20)


def test_mint__of_the_last_editions__is_possible(create_drop, collector):
    drop = create_drop(supply=3)

    drop.mint(collector, 3, value=3 * PRICE, sender=collector)

    assert drop.minted() == drop.supply()


def test_mint__of_more_than_are_left__is_refused(create_drop, collector, fan):
    drop = create_drop(supply=3)
    drop.mint(fan, 2, value=2 * PRICE, sender=fan)

    with boa.reverts("drop: sold out"):
        drop.mint(collector, 2, value=2 * PRICE, sender=collector)


@pytest.mark.parametrize("paid", [0, 2 * PRICE - 1, 2 * PRICE + 1], ids=["nothing", "too little", "too much"])
def test_mint__without_the_exact_price__is_refused(drop, collector, paid):
    with boa.reverts("drop: wrong payment"):
        drop.mint(collector, 2, value=paid, sender=collector)


def test_mint__up_to_the_wallet_cap__is_possible(create_drop, collector):
    drop = create_drop(wallet_cap=2)
    drop.mint(collector, 1, value=PRICE, sender=collector)

    drop.mint(collector, 1, value=PRICE, sender=collector)

    assert drop.minted_by(collector) == 2


def test_mint__above_the_wallet_cap__is_refused(create_drop, collector):
    drop = create_drop(wallet_cap=2)

    with boa.reverts("drop: wallet cap reached"):
        drop.mint(collector, 3, value=3 * PRICE, sender=collector)


def test_mint__above_the_wallet_cap_after_giving_away__is_refused(create_drop, collector, fan):
    drop = create_drop(wallet_cap=1)
    drop.mint(collector, 1, value=PRICE, sender=collector)
    drop.transferFrom(collector, fan, 1, sender=collector)

    with boa.reverts("drop: wallet cap reached"):
        drop.mint(collector, 1, value=PRICE, sender=collector)


def test_mint__to_the_zero_address__is_refused(drop, collector):
    with boa.reverts("drop: recipient is zero address"):
        drop.mint(ZERO_ADDRESS, 1, value=PRICE, sender=collector)


def test_mint__to_a_contract_that_accepts__tells_it_each_serial(drop, collector, load_mock):
    receiver = load_mock("AcceptingReceiver")

    drop.mint(receiver, 2, value=2 * PRICE, sender=collector)

    assert [receiver.serials(0), receiver.serials(1)] == [1, 2]
    assert (receiver.operator(), receiver.sender(), receiver.data()) == (collector, ZERO_ADDRESS, b"")


@pytest.mark.parametrize("receiver", ["RefusingReceiver", "RevertingReceiver", "RefusingPayee", "PlainSender"])
def test_mint__to_a_contract_that_does_not_accept__is_refused(drop, collector, load_mock, receiver):
    with boa.reverts("drop: receiver refused the edition"):
        drop.mint(load_mock(receiver), 1, value=PRICE, sender=collector)


def test_mint__by_a_receiver_within_a_mint__sells_each_serial_once(drop, collector, load_mock):
    receiver = load_mock("ReenteringReceiver")
    boa.env.set_balance(receiver.address, 10 * PRICE)

    receiver.mint(drop, 2, sender=collector)

    assert [receiver.serials(index) for index in range(3)] == [1, 3, 2]
    assert (drop.minted(), drop.balanceOf(receiver), balance_of(drop)) == (3, 3, 3 * PRICE)


def test_mint__by_a_receiver_within_a_mint__stays_within_the_wallet_cap(create_drop, collector, load_mock):
    drop = create_drop(wallet_cap=2)
    receiver = load_mock("ReenteringReceiver")
    boa.env.set_balance(receiver.address, 10 * PRICE)

    with boa.reverts("drop: receiver refused the edition"):
        receiver.mint(drop, 2, sender=collector)


def test_mint__of_the_implementation__is_refused(drop_implementation, collector):
    with boa.reverts("drop: not a clone"):
        drop_implementation.mint(collector, 1, sender=collector)


def test_mint__of_one_drop__leaves_another_alone(create_drop, collector):
    drop, other = create_drop(), create_drop(release=keccak(text="second-mix"))

    drop.mint(collector, 1, value=PRICE, sender=collector)

    assert (drop.minted(), other.minted(), other.balanceOf(collector)) == (1, 0, 0)
