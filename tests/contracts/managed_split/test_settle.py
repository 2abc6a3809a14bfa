"""What came in before a change of payees belongs to those before."""

import boa
import pytest

from tests.contracts._chain import ETHER, balance_of
from tests.contracts._payees import order, pack

AMOUNT = 1_000_003
TRANSACTION_GAS = 2**24  # EIP-7825: what one transaction may burn


def test_settle__coin_that_came_in__pays_it_by_the_old_shares(managed_split, payees, successors, owner):
    boa.env.set_balance(managed_split.address, ETHER)
    before = [balance_of(account) for account, _ in payees]

    managed_split.change_payees(payees, successors, sender=owner)

    paid = [balance_of(account) - amount for (account, _), amount in zip(payees, before, strict=True)]
    assert paid == [ETHER * share // 1_000_000 for _, share in payees]


def test_settle__each_currency_that_came_in__owes_it_by_the_old_shares(
    managed_split, payees, successors, currencies, owner
):
    for token in currencies:
        token.mint(managed_split.address, AMOUNT)

    managed_split.change_payees(payees, successors, sender=owner)

    for token in currencies:
        owed = [managed_split.owed(account, token.address) for account, _ in payees]
        assert owed == [AMOUNT * share // 1_000_000 for _, share in payees]


def test_settle__money_that_came_in__is_logged(managed_split, payees, successors, currencies, owner):
    boa.env.set_balance(managed_split.address, ETHER)
    currencies[0].mint(managed_split.address, AMOUNT)

    managed_split.change_payees(payees, successors, sender=owner)

    assert [type(log).__name__ for log in managed_split.get_logs()] == [*["RoyaltyDistributed"] * 2, "PayeesChanged"]


def test_settle__what_cannot_be_divided__is_left_to_the_successors(managed_split, payees, successors, owner, fan):
    boa.env.set_balance(managed_split.address, 9)
    managed_split.change_payees(payees, successors, sender=owner)
    left, before = balance_of(managed_split), balance_of(fan)

    managed_split.distribute(successors)

    assert (left, balance_of(fan) - before) == (2, 2)


def test_settle__a_token_that_is_not_settled__leaves_it_to_the_successors(
    managed_split, payees, successors, owner, fan, load_mock
):
    token = load_mock("StableToken")
    token.mint(managed_split.address, AMOUNT)

    managed_split.change_payees(payees, successors, sender=owner)
    managed_split.distribute(successors, token.address)

    assert managed_split.owed(fan, token.address) == AMOUNT


def test_settle__what_was_owed_before__leaves_it_owed(managed_split, payees, successors, currencies, owner, artist):
    token = currencies[0]
    token.mint(managed_split.address, 1_000_000)
    managed_split.distribute(payees, token.address)

    managed_split.change_payees(payees, successors, sender=owner)
    managed_split.withdraw_for(artist, token.address)

    assert token.balanceOf(artist) == 500_000


def test_settle__with_a_reward_promised__takes_none(create_managed_split, payees, successors, owner):
    split = create_managed_split(payees, reward=10_000)
    boa.env.set_balance(split.address, ETHER)
    before = balance_of(owner)

    split.change_payees(payees, successors, sender=owner)

    assert (balance_of(owner), balance_of(split)) == (before, 0)


def test_settle__a_token_that_shrank__stops_no_change(managed_split, payees, successors, currencies, owner, fan):
    token = currencies[0]
    token.mint(managed_split.address, AMOUNT)
    managed_split.distribute(payees, token.address)
    token.eval(f"self.balanceOf[{managed_split.address}] = 1")

    managed_split.change_payees(payees, successors, sender=owner)

    boa.env.set_balance(managed_split.address, ETHER)
    managed_split.distribute(successors)
    assert balance_of(managed_split) == 0


@pytest.mark.parametrize("hostile", ["RefusingPayee", "BurningPayee", "BombPayee"])
def test_settle__a_payee_that_cannot_be_paid__owes_it_and_stops_nothing(
    create_managed_split, load_mock, producer, successors, owner, hostile
):
    payee = load_mock(hostile)
    payees = order([(payee.address, 400_000), (producer, 600_000)])
    split = create_managed_split(payees)
    boa.env.set_balance(split.address, ETHER)

    split.change_payees(payees, successors, sender=owner)

    assert (split.owed(payee), balance_of(split)) == (ETHER * 4 // 10,) * 2


@pytest.mark.parametrize("call", ["change_payees", "distribute", "withdraw_for"])
def test_settle__an_owner_that_is_paid_and_reenters__pays_it_once(create_managed_split, load_mock, producer, call):
    owner = load_mock("ReenteringPayee")
    payees, successors = order([(owner.address, 500_000), (producer, 500_000)]), [(owner.address, 1_000_000)]
    split = create_managed_split(payees, owner=owner.address)
    boa.env.set_balance(split.address, ETHER)
    encoded = {
        "change_payees": split.encode("change_payees", pack(successors), split.tag, pack(payees)),
        "distribute": split.encode("distribute", pack(successors), split.tag),
        "withdraw_for": split.encode("withdraw_for", owner.address),
    }
    owner.remember(encoded[call])

    split.change_payees(payees, successors, sender=owner.address)

    assert (owner.was_refused(), balance_of(owner), balance_of(split)) == (True, ETHER // 2, 0)


def test_settle__50_payees_that_burn_their_gas__fits_one_transaction(
    create_managed_split, load_mock, owner, successors
):
    payees = order([(load_mock("BurningPayee").address, 20_000) for _ in range(50)])
    currencies = sorted((load_mock("HostileToken") for _ in range(8)), key=lambda token: int(token.address, 16))
    split = create_managed_split(payees, [token.address for token in currencies])
    boa.env.set_balance(split.address, ETHER)
    for token in currencies:
        token.mint(split.address, AMOUNT)

    split.change_payees(payees, successors, sender=owner, gas=TRANSACTION_GAS)

    assert split.total_owed() == ETHER
