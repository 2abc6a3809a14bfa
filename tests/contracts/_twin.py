"""What a drop and its split should do, in plain Python: the model of the state machine."""

from collections import Counter

MAX_QUANTITY = 20
WHOLE = 1_000_000


class DropTwin:
    """Editions, who holds them, and the money that was paid for them."""

    def __init__(self, terms, options):
        self.terms = terms
        self.options = options
        self.lowered = terms.supply
        self.is_closed = self.is_paused = False
        self.holders = {}
        self.minted_by = Counter()
        self.approved = {}
        self.operators = set()
        self.money = 0

    @property
    def minted(self):
        return len(self.holders)

    def supply(self, time):
        if self.is_closed:
            return self.minted
        promised = self.terms.supply
        if time >= self.options.cut_off:
            promised = max(self.options.least_supply, self.minted)
        return min(promised, self.lowered)

    def refusal_of_shrinking(self, supply, time):
        """Return the reason not to promise fewer, or None."""
        if supply == 0:
            return "drop: supply is zero"
        if supply < self.minted:
            return "drop: supply below what is minted"
        return None if supply < self.supply(time) else "drop: supply can only shrink"

    def balance_of(self, wallet):
        return list(self.holders.values()).count(wallet)

    def refusal_of_mint(self, recipient, quantity, paid, time):
        """Return the reason not to mint, or None."""
        if quantity == 0:
            return "drop: quantity is zero"
        if quantity > MAX_QUANTITY:
            return "drop: more than 20 at once"
        return self._refusal_of_supply(quantity, time) or self._refusal_of_terms(recipient, quantity, paid)

    def _refusal_of_supply(self, quantity, time):
        if self.is_closed:
            return "drop: closed"
        if self.is_paused:
            return "drop: paused"
        return "drop: sold out" if self.minted + quantity > self.supply(time) else None

    def _refusal_of_terms(self, recipient, quantity, paid):
        if paid != quantity * self.terms.price:
            return "drop: wrong payment"
        if self.minted_by[recipient] + quantity > self.terms.wallet_cap:
            return "drop: wallet cap reached"
        return None

    def mint(self, recipient, quantity, paid):
        for _ in range(quantity):
            self.holders[self.minted + 1] = recipient
        self.minted_by[recipient] += quantity
        self.money += paid

    def refusal_of_transfer(self, caller, holder, serial):
        """Return the reason not to move an edition, or None."""
        if serial not in self.holders:
            return "drop: no such edition"
        if self.holders[serial] != holder:
            return "drop: not the holder"
        if caller not in (holder, self.approved.get(serial)) and (holder, caller) not in self.operators:
            return "drop: not allowed to move this edition"
        return None

    def transfer(self, recipient, serial):
        self.holders[serial] = recipient
        self.approved.pop(serial, None)

    def refusal_of_approve(self, caller, serial):
        """Return the reason not to approve, or None."""
        if serial not in self.holders:
            return "drop: no such edition"
        holder = self.holders[serial]
        if caller != holder and (holder, caller) not in self.operators:
            return "drop: not the holder or an operator"
        return None


class SplitTwin:
    """The money of a split, and what it owes to those who could not be paid."""

    def __init__(self, payees):
        self.payees = payees
        self.money = 0
        self.owed = Counter()
        self.paid = Counter()

    def distributable(self):
        return self.money - self.owed.total()

    def distribute(self, unwilling):
        amount = self.distributable()
        for account, share in self.payees:
            part = amount * share // WHOLE
            if account in unwilling:
                self.owed[account] += part
            else:
                self._pay(account, part)

    def withdraw_for(self, account):
        self._pay(account, self.owed.pop(account))

    def _pay(self, account, amount):
        self.paid[account] += amount
        self.money -= amount
