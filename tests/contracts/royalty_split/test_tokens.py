import boa
import pytest

AMOUNT = 1_000_003


@pytest.fixture
def token(load_mock, split):
    token = load_mock("StableToken")
    token.mint(split.address, AMOUNT)
    return token


@pytest.fixture
def divided_split(split, token, payees):
    split.distribute(payees, token.address)
    return split


def test_token__after_it_came_in__is_owed_by_shares(divided_split, token, artist, producer, vocalist):
    owed = [divided_split.owed(payee, token.address) for payee in (artist, producer, vocalist)]

    assert owed == [500_001, 300_000, 200_000]
    assert (divided_split.total_owed(token.address), divided_split.total_owed()) == (sum(owed), 0)


def test_token__after_it_came_in__is_logged_once_for_all(divided_split, token):
    (log,) = divided_split.get_logs()

    assert (log.currency, log.amount) == (token.address, AMOUNT)


def test_token__that_cannot_be_divided__stays_for_next_time(divided_split, token, payees, artist):
    token.mint(divided_split.address, 1)

    divided_split.distribute(payees, token.address)

    assert divided_split.owed(artist, token.address) == 500_001 + 1
    assert token.balanceOf(divided_split.address) - divided_split.total_owed(token.address) == 2


def test_token__that_is_owed__is_paid_to_who_asks(divided_split, token, producer, stranger):
    divided_split.withdraw_for(producer, token.address, sender=stranger)

    (log,) = divided_split.list_logs("RoyaltyWithdrawn")
    assert (log.payee, log.recipient, log.currency, log.amount) == (producer, producer, token.address, 300_000)
    assert (token.balanceOf(producer), divided_split.owed(producer, token.address)) == (300_000, 0)


def test_token__that_is_owed__is_paid_once(divided_split, token, producer):
    divided_split.withdraw_for(producer, token.address)

    with boa.reverts("split: nothing owed"):
        divided_split.withdraw_for(producer, token.address)


def test_token__of_which_nothing_came__is_refused(split, load_mock, payees):
    with boa.reverts("split: nothing to distribute"):
        split.distribute(payees, load_mock("StableToken").address)


def test_token__that_refuses_to_pay__stays_owed(split, load_mock, payees, artist):
    token = load_mock("HostileToken")
    token.mint(split.address, AMOUNT)
    split.distribute(payees, token.address)
    token.behave(2)

    with boa.reverts("split: payee refuses payment"):
        split.withdraw_for(artist, token.address)

    assert split.owed(artist, token.address) == 500_001


def test_token__that_calls_back__is_paid_once(split, load_mock, payees, artist):
    token = load_mock("HostileToken")
    token.mint(split.address, AMOUNT)
    split.distribute(payees, token.address)
    token.behave(16)
    token.remember(split.address, split.withdraw_for.prepare_calldata(artist, token.address))

    split.withdraw_for(artist, token.address)

    assert (token.was_refused(), token.balanceOf(artist)) == (True, 500_001)


def test_token__that_calls_back_to_distribute__is_not_divided_twice(split, load_mock, payees, artist):
    token = load_mock("HostileToken")
    token.mint(split.address, AMOUNT)
    split.distribute(payees, token.address)
    token.behave(16)
    token.remember(split.address, split.encode_distribute(payees, token.address))

    split.withdraw_for(artist, token.address)

    assert token.was_refused()
    assert split.total_owed(token.address) == 500_000 <= token.balanceOf(split.address)


def test_token__in_the_split__leaves_coin_alone(divided_split, token, payees):
    with boa.reverts("split: nothing to distribute"):
        divided_split.distribute(payees)


def test_token__that_refuses_a_payee__pays_the_others(split, load_mock, payees, producer, artist):
    token = load_mock("HostileToken")
    token.mint(split.address, AMOUNT)
    token.blacklist(producer)
    split.distribute(payees, token.address)

    with boa.reverts("Blacklistable: account is blacklisted"):
        split.withdraw_for(producer, token.address)
    split.withdraw_for(artist, token.address)

    assert (token.balanceOf(artist), split.owed(producer, token.address)) == (500_001, 300_000)


def test_token__to_another_split__lets_that_one_go_on(create_split, load_mock, payees, artist):
    token = load_mock("StableToken")
    inner = create_split(payees)
    outer_payees = [(inner.address, 1_000_000)]
    outer = create_split(outer_payees)
    token.mint(outer.address, AMOUNT)

    outer.distribute(outer_payees, token.address)
    outer.withdraw_for(inner.address, token.address)
    inner.distribute(payees, token.address)

    assert (outer.total_owed(token.address), inner.owed(artist, token.address)) == (0, 500_001)


def test_token__that_is_no_contract__is_refused(split, payees, stranger):
    with boa.reverts():
        split.distribute(payees, stranger)
