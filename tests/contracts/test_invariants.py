"""Whatever anyone does in any order, the contracts and their Python twin agree."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.contracts._actions import SUPPLY, TIERS, WALLET_CAP, refused
from tests.contracts._chain import ZERO_ADDRESS, balance_of, now
from tests.contracts._currency_actions import CurrencyActions
from tests.contracts._payees import order, tag_of_release
from tests.contracts._splits import Split
from tests.contracts._terms import Terms
from tests.contracts._tokens import tokens_of
from tests.contracts._words import Words, pack_sale, pack_wallet

LIFE = settings(
    max_examples=130,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


class DropLife(CurrencyActions):
    """What must hold after each step."""

    def __init__(self, stage):
        super().__init__(stage)
        self.words = Words(self.drop.address, stage.layout)
        self.steps = 0

    @invariant()
    def every_edition_has_the_holder_and_the_tier_it_should(self):
        twin = self.drop_twin
        for serial in range(1, twin.minted + 1):
            holder = twin.holders.get(serial, ZERO_ADDRESS)
            held = (int(holder, 16), twin.tiers[serial] if serial in twin.holders else 0)
            assert self.words.edition(serial) == held

    @invariant()
    def every_word_is_what_it_should(self):
        assert self.words.sale() == pack_sale(self.drop_twin)
        for wallet in self.wallets:
            assert self.words.wallet(wallet) == pack_wallet(self.drop_twin, wallet)

    @invariant()
    def the_drop_answers_what_it_remembers(self):
        """Ask about one edition and one wallet a step, each in turn: all answers follow from the words."""
        twin, turn = self.drop_twin, self.steps
        self.steps += 1
        wallet, phase = self.wallets[turn % len(self.wallets)], turn % len(twin.caps)
        assert self.drop.balanceOf(wallet) == twin.balance_of(wallet)
        assert self.drop.minted_in(phase, wallet) == twin.minted_in[phase, wallet] <= twin.caps[phase]
        assert self.drop.totalSupply() == len(twin.holders)
        if twin.minted:
            self._ask_about(turn % twin.minted + 1)

    def _ask_about(self, serial):
        twin = self.drop_twin
        with refused(None if serial in twin.holders else "drop: no such edition"):
            assert self.drop.ownerOf(serial) == twin.holders[serial]
            assert self.drop.tier_of(serial) == twin.tiers[serial]
            if serial in twin.approved:
                assert self.drop.getApproved(serial) == (twin.approved[serial] or ZERO_ADDRESS)

    @invariant()
    def the_supply_is_never_exceeded_and_never_grows(self):
        supply, twin = self.drop.supply(), self.drop_twin
        assert twin.minted <= supply == twin.supply(now()) <= self.promised
        assert all(twin.minted_of(tier) <= most for tier, most in enumerate(TIERS))
        self.promised = supply

    @invariant()
    def no_money_is_made_or_lost(self):
        assert balance_of(self.drop) == self.drop_twin.money[None]
        assert balance_of(self.split) == self.split_twin.money
        for account, before in self.received_before.items():
            assert balance_of(account) - before == self.split_twin.paid[account]

    @invariant()
    def no_token_is_made_or_lost(self):
        assert tokens_of(self.token, self.drop.address) == self.drop_twin.money[self.currency]
        assert tokens_of(self.token, self.split.address) == self.token_split_twin.money
        for account, before in self.tokens_before.items():
            assert tokens_of(self.token, account) - before == self.token_split_twin.paid[account]

    @invariant()
    def metadata_changes_once(self):
        """Ask now and then: writing an address takes the contract longer than all else that a step asks."""
        if self.steps % 10 == 0:
            assert (self.drop_twin.numbered or self.metadata).hex() in self.drop.contractURI()

    @invariant()
    def what_is_owed_is_held(self):
        wallet = self.wallets[self.steps % len(self.wallets)]
        for currency in (None, self.currency):
            owed, address = self.drop_twin.owed[currency], currency or ZERO_ADDRESS
            assert self.drop.total_owed(address) == owed.total() <= self.drop_twin.money[currency]
            assert self.drop.owed(wallet, address) == owed[wallet]

    @invariant()
    def what_the_split_owes_is_held(self):
        assert self.split.total_owed() == self.split_twin.owed.total() <= balance_of(self.split)
        assert self.split.total_owed(self.currency) == self.token_split_twin.owed.total()


@dataclass(frozen=True)
class Stage:
    """Where a life is lived: its wallets, its payees, and a way to begin it."""

    begin: Callable
    terms: Terms
    artist: str
    wallets: list
    payees: list
    fickle_payee: object
    token: object
    layout: dict


@pytest.fixture
def wallets(collector, fan, operator, stranger):
    return [collector, fan, operator, stranger]


@pytest.fixture
def stage(
    create_drop, drop_deployer, split_deployer, load_mock, label, release, terms, artist, producer, vocalist, wallets
):
    token = load_mock("StableToken")
    label.allow_currency(token, True, sender=artist)
    layout = drop_deployer.compiler_data.storage_layout["storage_layout"]
    fickle_payee = load_mock("RefusingPayee")
    payees = order([(fickle_payee.address, 333_333), (producer, 333_333), (vocalist, 333_334)])
    lived_terms = replace(terms, supply=SUPPLY, wallet_cap=WALLET_CAP)

    def begin(options, phases):
        drop = create_drop(payees=payees, options=options, phases=phases, supply=SUPPLY, wallet_cap=WALLET_CAP)
        return drop, Split(split_deployer, drop.split(), tag_of_release(label, release))

    return Stage(begin, lived_terms, artist, wallets, payees, fickle_payee, token, layout)


def test_life__of_a_drop_and_its_split__keeps_every_promise(stage):
    run_state_machine_as_test(lambda: DropLife(stage), settings=LIFE)
