"""What splits should do, in Python: several that pay each other, in coin and in tokens."""

from collections import Counter, defaultdict

from tests.contracts._chain import ZERO_ADDRESS

WHOLE = 1_000_000


class SplitMoneyTwin:
    """The money of one split in every currency: it pushes coin, owes tokens, and keeps what cannot be divided."""

    def __init__(self, payees, reward=0):
        self.payees = payees
        self.reward = reward
        self.held = Counter()
        self.received = Counter()
        self.owed = defaultdict(Counter)
        self.paid = defaultdict(Counter)
        self.nested = {}

    def receive(self, currency, amount):
        """Take money from anyone."""
        self.held[currency] += amount
        self.received[currency] += amount

    def undivided(self, currency):
        """Return what came in and is nobody's yet."""
        return self.held[currency] - self.owed[currency].total()

    def distribute(self, currency, caller, refusing):
        """Pay who distributes, and divide the rest."""
        reward = self.undivided(currency) * self.reward // WHOLE
        self._pay(currency, caller, reward)
        self.divide(currency, refusing)

    def divide(self, currency, refusing):
        """Pay coin, or owe it to who refuses it; owe tokens."""
        amount = self.undivided(currency)
        for account, share in self.payees:
            part = amount * share // WHOLE
            if currency != ZERO_ADDRESS or account in refusing:
                self.owed[currency][account] += part
            else:
                self._pay(currency, account, part)

    def change_payees(self, successors, currencies, refusing):
        """Divide what came in among those before, then let it be others."""
        for currency in currencies:
            self.divide(currency, refusing)
        self.payees = successors

    def withdraw(self, currency, payee, recipient):
        """Pay what a payee is owed."""
        self._pay(currency, recipient, self.owed[currency].pop(payee))

    def _pay(self, currency, account, amount):
        self.held[currency] -= amount
        self.paid[currency][account] += amount
        if account in self.nested:
            self.nested[account].receive(currency, amount)
