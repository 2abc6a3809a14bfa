"""What a fan token should do, in Python: it knows every holder by name, and the whole past."""

from tests.contracts._governance_twin import Past

NOBODY = None


class FanTwin:
    """Who holds how much, whose votes they are, and since when; `chosen` has who ever chose somebody or nobody."""

    def __init__(self, second, shares, *, votes_by_itself):
        self.votes_by_itself = votes_by_itself
        self.balances, self.chosen = {}, {}
        for holder, amount, is_silent in shares:
            if is_silent:
                self.chosen[holder] = NOBODY
            self._receive(holder, amount)
        self.supply = sum(self.balances.values())
        self._past = Past(second, self._count())

    def transfer(self, second, sender, recipient, amount):
        self.balances[sender] = self.balances.get(sender, 0) - amount
        self._receive(recipient, amount)
        self._past.set(second, self._count())

    def delegate(self, second, holder, delegate):
        self.chosen[holder] = delegate
        self._past.set(second, self._count())

    def delegate_of(self, account):
        return self.chosen.get(account, NOBODY)

    def votes_of(self, account, second):
        return self._past.at(second).get(account, 0)

    def unheard(self, second):
        """Return how many tokens were nobody's votes."""
        return self._past.at(second)[NOBODY]

    def _receive(self, holder, amount):
        if self.votes_by_itself and amount and holder not in self.chosen:
            self.chosen[holder] = holder
        self.balances[holder] = self.balances.get(holder, 0) + amount

    def _count(self):
        votes = {NOBODY: 0}
        for holder, balance in self.balances.items():
            delegate = self.delegate_of(holder)
            votes[delegate] = votes.get(delegate, 0) + balance
        return votes
