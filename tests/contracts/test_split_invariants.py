"""Whoever is paid and however they behave, no split makes or loses money: both kinds and their Python twin agree."""

from collections.abc import Callable
from dataclasses import dataclass

import boa
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.contracts._chain import ZERO_ADDRESS, balance_of, create_role
from tests.contracts._payees import pack, pack_tag
from tests.contracts._split_actions import SplitActions
from tests.contracts._splits import Split
from tests.contracts._tokens import tokens_of

LIFE = settings(
    max_examples=30,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


class SplitLife(SplitActions):
    """What must hold after each step; each step asks about one currency, for answers take longer than actions."""

    def __init__(self, stage):
        super().__init__(stage)
        self.steps = 0

    @invariant()
    def every_promise_is_kept(self):
        currency = self.currencies[self.steps % len(self.currencies)]
        self.steps += 1
        self._check_held(currency)
        self._check_paid(currency)
        self._check_owed(currency)

    def _check_held(self, currency):
        for split, twin in ((self.split, self.twin), (self.inner, self.inner_twin)):
            assert self._balance(currency, split.address) == twin.held[currency]
            assert twin.received[currency] == twin.paid[currency].total() + twin.held[currency]

    def _check_paid(self, currency):
        for account, coin in self.before.items():
            before = coin if currency == ZERO_ADDRESS else 0
            paid = self.twin.paid[currency][account] + self.inner_twin.paid[currency][account]
            assert self._balance(currency, account) - before == paid

    def _check_owed(self, currency):
        owed = self.twin.owed[currency]
        assert self.split.total_owed(currency) == owed.total() <= self._balance(currency, self.split.address)
        assert [self.split.owed(person, currency) for person in self.people] == [owed[p] for p in self.people]

    def _balance(self, currency, account):
        if currency == ZERO_ADDRESS:
            return balance_of(account)
        return tokens_of(next(token for token in self.tokens if token.address == currency), account)


@dataclass(frozen=True)
class Stage:
    """Where a life is lived: how to begin it, who is paid, and who else there is."""

    create: Callable
    create_split: Callable
    is_managed: bool
    tokens: list
    hostile: dict
    producer: str
    inner_payees: list
    owner: str
    caller: str
    recipient: str

    @property
    def people(self):
        return [*(payee.address for payee in self.hostile.values()), self.producer]

    @property
    def others(self):
        return [account for account, _ in self.inner_payees if account != self.producer] + [self.caller, self.recipient]

    @property
    def fickle_payee(self):
        return self.hostile["RefusingPayee"]

    @property
    def reentering_payee(self):
        return self.hostile["ReenteringPayee"]

    @property
    def burning_payee(self):
        return self.hostile["BurningPayee"].address

    @property
    def bomb_payee(self):
        return self.hostile["BombPayee"].address


@pytest.fixture
def create_stage(create_split, load_mock, payees, producer, stranger, fan):
    owner = create_role("owner")
    boa.env.set_balance(owner, 10**30)

    def create_stage(create, is_managed):
        return Stage(
            create=create,
            create_split=create_split,
            is_managed=is_managed,
            tokens=[load_mock("HostileToken") for _ in range(2)],
            hostile={
                name: load_mock(name) for name in ("RefusingPayee", "BurningPayee", "BombPayee", "ReenteringPayee")
            },
            producer=producer,
            inner_payees=payees,
            owner=owner,
            caller=stranger,
            recipient=fan,
        )

    return create_stage


def test_life__of_a_split__keeps_every_promise(create_stage, create_split):
    stage = create_stage(lambda payees, _, reward: create_split(payees, reward), is_managed=False)

    run_state_machine_as_test(lambda: SplitLife(stage), settings=LIFE)


def test_life__of_a_managed_split__keeps_every_promise(
    create_stage, managed_split_implementation, managed_split_deployer
):
    def create(payees, currencies, reward):
        tag = pack_tag(reward)
        address = managed_split_implementation.create(pack(payees), tag, stage.owner, list(currencies))
        return Split(managed_split_deployer, address, tag)

    stage = create_stage(create, is_managed=True)

    run_state_machine_as_test(lambda: SplitLife(stage), settings=LIFE)
