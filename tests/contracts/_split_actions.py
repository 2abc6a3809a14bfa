"""What people do with a split whose payees misbehave, each time on chain and with the Python twin."""

import boa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.contracts._actions import refused
from tests.contracts._chain import ZERO_ADDRESS, balance_of, send_money
from tests.contracts._payees import order
from tests.contracts._split_twin import SplitMoneyTwin

REWARD = 3_333
SHARES = st.sampled_from(
    [(1, 1, 1, 1, 1, 999_995), (166_667, 166_667, 166_667, 166_667, 166_666, 166_666), (500_000, 499_999, 1)]
)
AMOUNTS = st.sampled_from([1, 2, 3, 299, 300, 301]) | st.integers(1, 10**21)
CURRENCIES = st.integers(0, 2)
SETTLED = 2  # the first ones, coin among them
PEOPLE = st.integers(0, 5)


class SplitActions(RuleBasedStateMachine):
    """What people can do with a split, and with another one that is among its payees."""

    def __init__(self, stage):
        super().__init__()
        self.stage, self.tokens = stage, stage.tokens
        self.currencies = (ZERO_ADDRESS, *(token.address for token in stage.tokens))
        self.inner = stage.create_split(stage.inner_payees)
        self.people = [*stage.people, self.inner.address]
        payees = self._share((400_000, 300_000, 100_000, 100_000, 50_000, 50_000), 0)
        self.split = stage.create(payees, self.currencies[1:SETTLED], REWARD)
        self.twin, self.inner_twin = SplitMoneyTwin(payees, REWARD), SplitMoneyTwin(stage.inner_payees)
        self.twin.nested[self.inner.address] = self.inner_twin
        self.blacklisted = set()
        self._teach()
        self.before = {account: balance_of(account) for account in (*self.people[:-1], *stage.others)}

    @rule(amount=AMOUNTS)
    def pay(self, amount):
        assert send_money(self.stage.owner, self.split.address, amount)
        self.twin.receive(ZERO_ADDRESS, amount)

    @rule(amount=AMOUNTS)
    def force_coin(self, amount):
        boa.env.set_balance(self.split.address, balance_of(self.split) + amount)
        self.twin.receive(ZERO_ADDRESS, amount)

    @rule(choice=st.integers(0, 1), amount=AMOUNTS)
    def pay_tokens(self, choice, amount):
        self.tokens[choice].mint(self.split.address, amount)
        self.twin.receive(self.tokens[choice].address, amount)

    @rule(choice=CURRENCIES)
    def distribute(self, choice):
        currency = self.currencies[choice]
        reason = None if self.twin.undivided(currency) else "split: nothing to distribute"
        with refused(reason):
            self.split.distribute(self.twin.payees, currency, sender=self.stage.caller)
        if reason is None:
            self.twin.distribute(currency, self.stage.caller, self._list_refusing())
            assert self.twin.undivided(currency) < len(self.twin.payees)

    @rule(choice=CURRENCIES)
    def distribute_inner(self, choice):
        currency = self.currencies[choice]
        reason = None if self.inner_twin.undivided(currency) else "split: nothing to distribute"
        with refused(reason):
            self.inner.distribute(self.inner_twin.payees, currency, sender=self.stage.caller)
        if reason is None:
            self.inner_twin.distribute(currency, self.stage.caller, ())

    @rule(choice=CURRENCIES, person=PEOPLE)
    def withdraw_for(self, choice, person):
        currency, payee = self.currencies[choice], self.people[person]
        if (currency, payee) == (ZERO_ADDRESS, self.stage.burning_payee):
            return  # it would burn all that a block holds, and take as long
        reason = self._find_refusal(currency, payee, payee)
        with refused(reason):
            self.split.withdraw_for(payee, currency, sender=self.stage.caller)
        if reason is None:
            self.twin.withdraw(currency, payee, payee)

    @rule(choice=CURRENCIES, person=PEOPLE)
    def withdraw_to(self, choice, person):
        currency, payee, recipient = self.currencies[choice], self.people[person], self.stage.recipient
        reason = self._find_refusal(currency, payee, recipient)
        with refused(reason):
            self.split.withdraw_to(recipient, currency, sender=payee)
        if reason is None:
            self.twin.withdraw(currency, payee, recipient)

    @rule()
    def become_willing(self):
        self.stage.fickle_payee.become_willing()

    @rule(choice=st.integers(0, 1), person=PEOPLE)
    def blacklist(self, choice, person):
        self.tokens[choice].blacklist(self.people[person])
        self.blacklisted.add((self.tokens[choice].address, self.people[person]))

    @precondition(lambda self: self.stage.is_managed)
    @rule(shares=SHARES, turn=PEOPLE)
    def change_payees(self, shares, turn):
        successors = self._share(shares, turn)
        self.split.change_payees(self.twin.payees, successors, sender=self.stage.owner)
        self.twin.change_payees(successors, self.currencies[:SETTLED], self._list_refusing())
        self._teach()

    def _share(self, shares, turn):
        """Give the shares to people, from the one whose turn it is on."""
        return order(zip(self.people[turn:] + self.people[:turn], shares, strict=False))

    def _teach(self):
        """Let the payee that re-enters try to have itself paid again."""
        self.stage.reentering_payee.remember(self.split.encode_distribute(self.twin.payees))

    def _list_refusing(self):
        always = {self.stage.burning_payee, self.stage.bomb_payee}
        return always if self.stage.fickle_payee.is_willing() else always | {self.stage.fickle_payee.address}

    def _find_refusal(self, currency, payee, recipient):
        if not self.twin.owed[currency][payee]:
            return "split: nothing owed"
        if (currency, recipient) in self.blacklisted:
            return "Blacklistable: account is blacklisted"
        if currency == ZERO_ADDRESS and recipient in self._list_refusing():
            return "split: payee refuses payment"
        return None
