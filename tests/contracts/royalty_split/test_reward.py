import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of
from tests.contracts._payees import order

REWARD = 2_500


@pytest.fixture
def rewarding_split(create_split, payees):
    split = create_split(payees, reward=REWARD)
    boa.env.set_balance(split.address, ETHER)
    return split


def test_reward__of_coin__is_paid_to_who_distributes(rewarding_split, payees, stranger, artist):
    before = balance_of(stranger), balance_of(artist)

    rewarding_split.distribute(payees, sender=stranger)

    reward = ETHER * REWARD // 1_000_000
    assert balance_of(stranger) - before[0] == reward
    assert balance_of(artist) - before[1] == (ETHER - reward) // 2


def test_reward__of_coin__is_logged(rewarding_split, payees, stranger):
    rewarding_split.distribute(payees, sender=stranger)

    reward, distributed = rewarding_split.get_logs()
    assert (reward.caller, reward.currency, reward.amount) == (stranger, ZERO_ADDRESS, ETHER * REWARD // 1_000_000)
    assert distributed.amount == ETHER - reward.amount


def test_reward__of_a_token__is_paid_to_who_distributes(rewarding_split, payees, stranger, artist, load_mock):
    token = load_mock("StableToken")
    token.mint(rewarding_split.address, 1_000_000)

    rewarding_split.distribute(payees, token.address, sender=stranger)

    assert token.balanceOf(stranger) == REWARD
    assert rewarding_split.owed(artist, token.address) == (1_000_000 - REWARD) // 2


def test_reward__of_almost_nothing__is_nothing(create_split, payees, stranger):
    split = create_split(payees, reward=10_000)
    boa.env.set_balance(split.address, 99)

    split.distribute(payees, sender=stranger)

    assert [type(log).__name__ for log in split.get_logs()] == ["RoyaltyDistributed"]


def test_reward__at_its_highest__is_1_percent(create_split, payees, stranger):
    split = create_split(payees, reward=10_000)
    boa.env.set_balance(split.address, 100)

    split.distribute(payees, sender=stranger)

    assert [log.amount for log in split.get_logs()] == [1, 99]


def test_reward__of_a_split_without__is_nothing(split, payees, stranger):
    boa.env.set_balance(split.address, ETHER)

    split.distribute(payees, sender=stranger)

    assert split.list_logs("RewardPaid") == []


def test_reward__that_the_caller_refuses__is_refused(rewarding_split, payees, load_mock):
    with boa.reverts("split: caller refuses reward"):
        rewarding_split.distribute(payees, sender=load_mock("RefusingPayee").address)


def test_reward__of_a_caller_that_reenters__is_paid_once(create_split, producer, load_mock):
    caller = load_mock("ReenteringPayee")
    payees = order([(caller.address, 500_000), (producer, 500_000)])
    split = create_split(payees, reward=10_000)
    boa.env.set_balance(split.address, ETHER)
    caller.remember(split.encode_distribute(payees))

    split.distribute(payees, sender=caller.address)

    assert (caller.was_refused(), balance_of(split)) == (True, 0)
    assert balance_of(caller) == ETHER // 100 + ETHER * 99 // 200
