"""A split in plain Python, as its contract is written: it holds money, divides it, and logs what a chain would log."""

from collections import Counter

from tests.backend.royalties.rows import SHARES, distribution, receipt, withdrawal

DAY_SECONDS = 86_400
WHOLE = 1_000_000


class ChainTwin:
    """One split in one currency; every call is a block, and the blocks are days apart."""

    def __init__(self, currency, payees=SHARES, reward_ppm=0):
        self.currency = currency
        self.payees = list(payees)
        self.reward_ppm = reward_ppm
        self.balance = 0
        self.hidden = 0
        self.owed, self.given = Counter(), Counter()
        self.receipts, self.distributions, self.withdrawals = [], [], []
        self._number = 0

    def receive(self, amount, source):
        self.balance += amount
        self.receipts.append(receipt(amount=amount, source=source, **self._next()))

    def force(self, amount):
        """Put money in of which no log tells, as a contract that destroys itself does."""
        self.balance += amount
        self.hidden += amount

    def change_payees(self, payees):
        """Settle under the old shares, without a reward, then go on with others."""
        self._divide(self.balance - self.owed.total(), reward_ppm=0, unpaid=())
        self.payees = list(payees)

    def distribute(self, unpaid=()):
        self._divide(self.balance - self.owed.total(), self.reward_ppm, unpaid)

    def withdraw(self, payee):
        amount = self.owed.pop(payee, 0)
        if amount:
            self._pay(payee, amount)
            self.withdrawals.append(withdrawal(payee=payee, amount=amount, **self._next()))

    def _divide(self, amount, reward_ppm, unpaid):
        if not amount:
            return
        reward = amount * reward_ppm // WHOLE
        self.balance -= reward
        self.hidden = 0
        amount -= reward
        told = {"payees": list(self.payees), "unpaid": unpaid if self.currency is None else [], "reward": reward}
        self.distributions.append(distribution(amount=amount, **told, **self._next()))
        for payee, share in self.payees:
            part = amount * share // WHOLE
            if self.currency is None and payee not in unpaid:
                self._pay(payee, part)
            else:
                self.owed[payee] += part

    def _pay(self, payee, amount):
        self.balance -= amount
        self.given[payee] += amount

    def _next(self):
        self._number += 1
        timestamp = 1_794_000_000 + self._number * DAY_SECONDS
        return {"number": self._number, "timestamp": timestamp, "currency": self.currency}
