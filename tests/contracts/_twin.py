"""What a drop and its split should do, in plain Python: the model of the state machine."""

from collections import Counter, defaultdict
from dataclasses import dataclass

MAX_QUANTITY = 20
BPS = 10_000
WHOLE = 1_000_000


@dataclass(frozen=True)
class Purchase:
    """What someone tries to buy, for what."""

    wallet: str
    quantity: int
    price: int
    paid: int
    phase: int = 0
    buyer: str | None = None
    referrer: str | None = None
    tier: int = 0
    currency: str | None = None

    def is_self_referred(self):
        return self.referrer is not None and self.referrer in (self.wallet, self.buyer)


class DropTwin:
    """Editions, who holds them, and the money that was paid for them."""

    def __init__(self, terms, options, phases):
        self.terms = terms
        self.caps = [terms.wallet_cap, *(phase.wallet_cap for phase in phases)]
        self.options = options
        self.lowered = terms.supply
        self.is_closed = self.is_paused = False
        self.numbered = None
        self.holders = {}
        self.tiers = {}
        self.burned = set()
        self.minted_in = Counter()
        self.tickets = Counter()
        self.gifts = Counter()
        self.approved = {}
        self.operators = set()
        self.money = Counter()
        self.owed = defaultdict(Counter)

    @property
    def minted(self):
        return len(self.tiers)

    def supply(self, time):
        if self.is_closed:
            return self.minted
        promised = self.terms.supply
        if time >= self.options.cut_off:
            promised = max(self.options.least_supply, self.minted)
        return min(promised, self.lowered)

    def refusal_of_reveal(self, time):
        """Return the reason not to give each edition its own document, or None."""
        if self.numbered is not None:
            return "drop: metadata is final"
        return None if self.supply(time) == self.minted else "drop: not all is minted yet"

    def refusal_of_shrinking(self, supply, time):
        """Return the reason not to promise fewer, or None."""
        if supply == 0:
            return "drop: supply is zero"
        if supply < self.minted:
            return "drop: supply below what is minted"
        return None if supply < self.supply(time) else "drop: supply can only shrink"

    def balance_of(self, wallet):
        return list(self.holders.values()).count(wallet)

    def minted_by(self, wallet):
        return self.gifts[wallet] + sum(count for (_, buyer), count in self.minted_in.items() if buyer == wallet)

    def minted_of(self, tier):
        return list(self.tiers.values()).count(tier)

    def tier_supply(self, tier):
        return self.options.tiers[tier] if tier < len(self.options.tiers) else 0

    def refusal_of_mint(self, purchase, time):
        """Return the reason not to mint, or None."""
        if purchase.quantity == 0:
            return "drop: quantity is zero"
        if purchase.quantity > MAX_QUANTITY:
            return "drop: more than 20 at once"
        return (
            self._refusal_of_supply(purchase.quantity, time)
            or self._refusal_of_cap(purchase)
            or self._refusal_of_tier(purchase.quantity, purchase.tier)
            or self._refusal_of_payment(purchase)
        )

    def refusal_of_listed_mint(self, purchase, allowance, time):
        """Return the reason not to mint to a wallet on a list, or None."""
        if self.minted_in[purchase.phase, purchase.wallet] + purchase.quantity > allowance:
            return "drop: allowance used up"
        return self.refusal_of_mint(purchase, time)

    def refusal_of_ticket(self, purchase, serial, time):
        """Return the reason not to mint by a ticket, or None."""
        if serial <= self.tickets[purchase.wallet]:
            return "drop: ticket was used or taken back"
        return self.refusal_of_mint(purchase, time)

    def _refusal_of_supply(self, quantity, time):
        if self.is_closed:
            return "drop: closed"
        if self.is_paused:
            return "drop: paused"
        return "drop: sold out" if self.minted + quantity > self.supply(time) else None

    def _refusal_of_cap(self, purchase):
        bought = self.minted_in[purchase.phase, purchase.wallet] + purchase.quantity
        return "drop: wallet cap reached" if bought > self.caps[purchase.phase] else None

    def _refusal_of_tier(self, quantity, tier):
        return "drop: tier sold out" if self.minted_of(tier) + quantity > self.tier_supply(tier) else None

    def _refusal_of_payment(self, purchase):
        if purchase.paid != purchase.quantity * purchase.price:
            return "drop: wrong payment"
        return "drop: referrer is the buyer" if purchase.is_self_referred() else None

    def mint(self, purchase):
        if purchase.referrer is not None:
            self.owed[purchase.currency][purchase.referrer] += purchase.paid * self.options.referral_bps // BPS
        self._hand_out([purchase.wallet] * purchase.quantity, purchase.tier)
        self.minted_in[purchase.phase, purchase.wallet] += purchase.quantity
        self.money[purchase.currency] += purchase.paid

    def _hand_out(self, wallets, tier):
        for wallet in wallets:
            serial = self.minted + 1
            self.holders[serial], self.tiers[serial] = wallet, tier

    def proceeds(self, currency=None):
        return self.money[currency] - self.owed[currency].total()

    def withdraw(self, currency=None):
        """Return what the split receives."""
        fee = self.proceeds(currency) * self.options.platform_bps // BPS
        received = self.proceeds(currency) - fee
        self.owed[currency][self.options.platform] += fee
        self.money[currency] -= received
        return received

    def withdraw_for(self, account, currency=None):
        self.money[currency] -= self.owed[currency].pop(account)

    def refusal_of_airdrop(self, wallets, tier, time):
        """Return the reason not to give editions away, or None."""
        return self._refusal_of_supply(len(wallets), time) or self._refusal_of_tier(len(wallets), tier)

    def airdrop(self, wallets, tier):
        self._hand_out(wallets, tier)
        self.gifts.update(wallets)

    def refusal_of_burn(self, caller, serial):
        """Return the reason not to destroy an edition, or None."""
        if serial not in self.holders:
            return "drop: no such edition"
        return None if self.holders[serial] == caller else "drop: not the holder"

    def burn(self, serial):
        del self.holders[serial]
        self.approved.pop(serial, None)
        self.burned.add(serial)

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
    """The money of a split in one currency, and what it owes; it pays coin at once and owes tokens first."""

    def __init__(self, payees, owes_first=False):
        self.payees = payees
        self.owes_first = owes_first
        self.money = 0
        self.owed = Counter()
        self.paid = Counter()

    def distributable(self):
        return self.money - self.owed.total()

    def distribute(self, unwilling=()):
        amount = self.distributable()
        for account, share in self.payees:
            part = amount * share // WHOLE
            if self.owes_first or account in unwilling:
                self.owed[account] += part
            else:
                self._pay(account, part)

    def withdraw_for(self, account):
        self._pay(account, self.owed.pop(account))

    def _pay(self, account, amount):
        self.paid[account] += amount
        self.money -= amount
