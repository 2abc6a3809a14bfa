import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._terms import PRICE


def test_airdrop__by_the_owner__gives_one_to_each(drop, artist, collector, fan):
    drop.mint(fan, 2, value=2 * PRICE, sender=fan)

    drop.airdrop([collector, fan, collector], sender=artist)

    assert [drop.ownerOf(serial) for serial in (3, 4, 5)] == [collector, fan, collector]
    assert (drop.minted(), drop.minted_by(collector), drop.balanceOf(fan)) == (5, 2, 3)


def test_airdrop__by_the_owner__is_logged(drop, artist, collector, fan):
    drop.airdrop([collector, fan], sender=artist)

    gifts = [log for log in drop.get_logs() if hasattr(log, "first_serial")]
    assert [(log.recipient, log.first_serial, log.quantity, log.paid) for log in gifts] == [
        (collector, 1, 1, 0),
        (fan, 2, 1, 0),
    ]


def test_airdrop__to_a_wallet_with_a_cap__leaves_its_chances_alone(create_drop, artist, collector):
    drop = create_drop(wallet_cap=1)

    drop.airdrop([collector], sender=artist)

    drop.mint(collector, 1, value=PRICE, sender=collector)
    assert [drop.minted_in(phase, collector) for phase in range(9)] == [1] + 8 * [0]


def test_airdrop__to_a_contract__does_not_ask_it(drop, artist, load_mock):
    receiver = load_mock("RefusingReceiver")

    drop.airdrop([receiver], sender=artist)

    assert drop.ownerOf(1) == receiver.address


def test_airdrop__to_200_wallets__is_possible(create_drop, artist):
    drop = create_drop(supply=200)

    drop.airdrop([boa.env.generate_address() for _ in range(200)], sender=artist)

    assert drop.minted() == 200


def test_airdrop__above_the_supply__is_refused(create_drop, artist, collector):
    drop = create_drop(supply=2)

    with boa.reverts("drop: sold out"):
        drop.airdrop([collector] * 3, sender=artist)


@pytest.mark.parametrize(("stop", "reason"), [("close", "drop: closed"), ("pause", "drop: paused")])
def test_airdrop__of_a_stopped_drop__is_refused(drop, artist, collector, stop, reason):
    getattr(drop, stop)(*[True] * (stop == "pause"), sender=artist)

    with boa.reverts(reason):
        drop.airdrop([collector], sender=artist)


def test_airdrop__to_the_zero_address__is_refused(drop, artist):
    with boa.reverts("drop: recipient is zero address"):
        drop.airdrop([ZERO_ADDRESS], sender=artist)


def test_airdrop__by_a_stranger__is_refused(drop, stranger):
    with boa.reverts("drop: not allowed by the label"):
        drop.airdrop([stranger], sender=stranger)
