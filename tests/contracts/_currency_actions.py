"""What people do with a drop and its split in a token, each time on chain and with the Python twin."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.contracts._actions import GOLD, REFERRERS, SLIPS, UNITS, WALLETS, DropActions, refused
from tests.contracts._chain import ZERO_ADDRESS, now
from tests.contracts._payments import PAYER, authorize
from tests.contracts._payments import Purchase as SignedPurchase
from tests.contracts._twin import Purchase, SplitTwin

CURRENCY_PHASE = 4


class CurrencyActions(DropActions):
    """What people can do with a drop that has a phase priced in a token."""

    def __init__(self, stage):
        super().__init__(stage)
        self.token_split_twin = SplitTwin(stage.payees, owes_first=True)
        self.currency = self.token.address
        for wallet in (*self.wallets, PAYER.address):
            self.token.mint(wallet, 10**15)
            self.token.approve(self.drop.address, 10**15, sender=wallet)
        self.tokens_before = {account: self.token.balanceOf(account) for account, _ in stage.payees}

    @rule(people=st.tuples(WALLETS, WALLETS), quantity=st.integers(0, 4), referrer=REFERRERS, coin=SLIPS)
    def mint_in_currency(self, people, quantity, referrer, coin):
        wallet, buyer = (self.wallets[person] for person in people)
        brought_by = None if referrer is None else self.wallets[referrer]
        purchase = self._describe(wallet, buyer, quantity, brought_by)
        reason = self.drop_twin.refusal_of_mint(purchase, now())
        if coin and reason in {None, "drop: referrer is the buyer"}:
            reason = "drop: wrong payment"
        with self._buying(purchase, reason):
            rest = (CURRENCY_PHASE, brought_by or ZERO_ADDRESS)
            self.drop.mint(wallet, quantity, *rest, value=coin, sender=buyer)

    @rule(bringer=WALLETS, recipient=WALLETS, quantity=st.integers(1, 3), salt=st.binary(min_size=32, max_size=32))
    def mint_by_authorization(self, bringer, recipient, quantity, salt):
        signed = SignedPurchase(self.wallets[recipient], CURRENCY_PHASE, GOLD, quantity, salt=salt)
        payment = authorize(self.token, self.drop, signed, quantity * UNITS)
        purchase = self._describe(signed.recipient, PAYER.address, quantity, None)
        reason = self.drop_twin.refusal_of_mint(purchase, now())
        if reason is None and salt in self.used_salts(signed):
            reason = "FiatTokenV2: authorization is used or canceled"
        with self._buying(purchase, reason):
            rest = (CURRENCY_PHASE, ZERO_ADDRESS, "", payment)
            self.drop.mint(signed.recipient, quantity, *rest, sender=self.wallets[bringer])

    def used_salts(self, signed):
        """Return the salt of a purchase that was made before."""
        return {signed.salt} if self.token.authorizationState(PAYER.address, signed.nonce) else set()

    def _describe(self, wallet, buyer, quantity, referrer):
        price = quantity * UNITS
        return Purchase(wallet, quantity, UNITS, price, CURRENCY_PHASE, buyer, referrer, GOLD, self.currency)

    @rule()
    def withdraw_tokens(self):
        reason = None if self.drop_twin.proceeds(self.currency) else "drop: nothing to withdraw"
        with refused(reason):
            self.drop.withdraw(self.currency, sender=self.wallets[0])
        self.token_split_twin.money += self.drop_twin.withdraw(self.currency)

    @rule(wallet=WALLETS)
    def withdraw_token_earnings(self, wallet):
        account = self.wallets[wallet]
        reason = None if self.drop_twin.owed[self.currency][account] else "drop: nothing owed"
        with refused(reason):
            self.drop.withdraw_for(account, self.currency)
        if reason is None:
            self.drop_twin.withdraw_for(account, self.currency)

    @rule(amount=st.integers(1, 10**7))
    def tip_tokens(self, amount):
        self.token.mint(self.split.address, amount)
        self.token_split_twin.money += amount

    @rule()
    def distribute_tokens(self):
        reason = None if self.token_split_twin.distributable() else "split: nothing to distribute"
        with refused(reason):
            self.split.distribute(self.token_split_twin.payees, self.currency, sender=self.wallets[0])
        if reason is None:
            self.token_split_twin.distribute()

    @rule(choice=st.integers(0, 2))
    def withdraw_tokens_for(self, choice):
        payee, _ = self.token_split_twin.payees[choice]
        reason = None if self.token_split_twin.owed[payee] else "split: nothing owed"
        with refused(reason):
            self.split.withdraw_for(payee, self.currency)
        if reason is None:
            self.token_split_twin.withdraw_for(payee)
