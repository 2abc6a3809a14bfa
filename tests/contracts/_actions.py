"""What people do with a drop and its split, each time on chain and with the Python twin."""

from contextlib import contextmanager

import boa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.contracts._allowlist import Allowlist
from tests.contracts._chain import DAY, ZERO_ADDRESS, balance_of, now, send_money
from tests.contracts._terms import PRICE, Options, Phase
from tests.contracts._tickets import SIGNER, Ticket, sign
from tests.contracts._twin import DropTwin, Purchase, SplitTwin

SUPPLY = 40
UNITS = 5_000_000
LEAST_SUPPLY = 12
REFERRAL_BPS, PLATFORM_BPS = 777, 333
WALLET_CAP = 22
STANDARD, GOLD, TIERS = 0, 1, (32, 14)
EARLY_PRICE, LIST_PHASE, TICKET_PHASE = PRICE // 2, 2, 3
WALLETS = st.integers(0, 3)
QUANTITIES = st.integers(0, 21)
SLIPS = st.sampled_from([0, 0, 0, 0, 1])
PHASES, REFERRERS = st.sampled_from([0, 0, 1]), st.none() | WALLETS
SERIALS = st.integers(0, SUPPLY + 1)


@contextmanager
def refused(reason):
    """Expect a revert with `reason`, or none when it is None."""
    if reason is None:
        yield
        return
    with boa.reverts(reason):
        yield


class DropActions(RuleBasedStateMachine):
    """What people can do with a drop and its split."""

    def __init__(self, stage):
        super().__init__()
        self.wallets, self.fickle_payee = stage.wallets, stage.fickle_payee
        self.artist = stage.artist
        options = Options(
            least_supply=LEAST_SUPPLY,
            cut_off=now() + 3 * DAY,
            referral_bps=REFERRAL_BPS,
            platform=self.wallets[3],
            platform_bps=PLATFORM_BPS,
            is_shared=True,
            currency=stage.token.address,
            tiers=TIERS,
        )
        self.allowlist = Allowlist(*[(wallet, 3, price) for price, wallet in enumerate(stage.wallets)])
        phases = [
            Phase(price=EARLY_PRICE, wallet_cap=5),
            Phase(root=self.allowlist.root, wallet_cap=4),
            Phase(signer=SIGNER.address, wallet_cap=6),
            Phase(price=UNITS, wallet_cap=7, tier=GOLD, in_currency=True),
        ]
        self.token = stage.token
        self.drop, self.split = stage.begin(options, phases)
        self.drop_twin, self.split_twin = DropTwin(stage.terms, options, phases), SplitTwin(stage.payees)
        self.promised, self.metadata = SUPPLY, stage.terms.metadata
        self.received_before = {account: balance_of(account) for account, _ in stage.payees}

    @rule(people=st.tuples(WALLETS, WALLETS), quantity=QUANTITIES, slip=SLIPS, phase=PHASES, referrer=REFERRERS)
    def mint(self, people, quantity, slip, phase, referrer):
        wallet, buyer = (self.wallets[person] for person in people)
        brought_by = None if referrer is None else self.wallets[referrer]
        price = [PRICE, EARLY_PRICE][phase]
        purchase = Purchase(wallet, quantity, price, quantity * price + slip, phase, buyer, brought_by)
        with self._buying(purchase, self.drop_twin.refusal_of_mint(purchase, now())):
            rest = (phase, brought_by or ZERO_ADDRESS)
            self.drop.mint(wallet, quantity, *rest, value=purchase.paid, sender=buyer)

    @rule(index=st.integers(0, 2), quantity=st.integers(0, 4), wrongly_paid=SLIPS)
    def mint_listed(self, index, quantity, wrongly_paid):
        wallet, allowance, price = entry = self.allowlist.entries[index]
        purchase = Purchase(wallet, quantity, price, quantity * price + wrongly_paid, LIST_PHASE)
        with self._buying(purchase, self.drop_twin.refusal_of_listed_mint(purchase, allowance, now())):
            rest = (LIST_PHASE, *entry[1:], self.allowlist.proof(index))
            self.drop.mint_listed(wallet, quantity, *rest, value=purchase.paid, sender=wallet)

    @rule(buyer=WALLETS, quantity=st.integers(0, 8), serial=st.integers(0, 9), wrongly_paid=SLIPS)
    def mint_with_ticket(self, buyer, quantity, serial, wrongly_paid):
        ticket = Ticket(TICKET_PHASE, self.wallets[buyer], quantity, 1, now(), serial)
        purchase = Purchase(ticket.wallet, quantity, 1, quantity + wrongly_paid, TICKET_PHASE)
        reason = self.drop_twin.refusal_of_ticket(purchase, serial, now())
        with self._buying(purchase, reason):
            self.drop.mint_with_ticket(*sign(self.drop, ticket), value=purchase.paid, sender=ticket.wallet)
        if reason is None:
            self.drop_twin.tickets[ticket.wallet] = serial

    @contextmanager
    def _buying(self, purchase, reason):
        with refused(reason):
            yield
        if reason is None:
            self.drop_twin.mint(purchase)

    @rule()
    def wait(self):
        boa.env.time_travel(seconds=DAY // 2)

    @rule(supply=st.just(0) | st.integers(LEAST_SUPPLY - 2, SUPPLY + 1))
    def shrink_supply(self, supply):
        reason = self.drop_twin.refusal_of_shrinking(supply, now())
        with refused(reason):
            self.drop.shrink_supply(supply, sender=self.artist)
        if reason is None:
            self.drop_twin.lowered = supply

    @rule(is_paused=st.sampled_from([False, False, False, True]))
    def pause(self, is_paused):
        self.drop.pause(is_paused, sender=self.artist)
        self.drop_twin.is_paused = is_paused

    @precondition(lambda self: self.drop_twin.minted > LEAST_SUPPLY)
    @rule()
    def close(self):
        with refused("drop: closed" if self.drop_twin.is_closed else None):
            self.drop.close(sender=self.artist)
        self.drop_twin.is_closed = True

    @rule(choice=st.integers(0), caller=WALLETS, recipient=WALLETS)
    def transfer_by_anyone(self, choice, caller, recipient):
        serial = choice % (self.drop_twin.minted + 1)
        holder = self.drop_twin.holders.get(serial, self.wallets[0])
        self._transfer(self.wallets[caller], holder, self.wallets[recipient], serial)

    @rule(metadata=st.sampled_from([b"\1" * 32, b"\2" * 32]))
    def reveal(self, metadata):
        reason = self.drop_twin.refusal_of_reveal(now())
        with refused(reason):
            self.drop.reveal(metadata, bytes(32), sender=self.artist)
        if reason is None:
            self.drop_twin.numbered = metadata

    @rule(choice=st.integers(0), caller=WALLETS)
    def burn(self, choice, caller):
        serial, sender = choice % (self.drop_twin.minted + 2), self.wallets[caller]
        reason = self.drop_twin.refusal_of_burn(sender, serial)
        with refused(reason):
            self.drop.burn(serial, sender=sender)
        if reason is None:
            self.drop_twin.burn(serial)

    @rule(recipients=st.lists(WALLETS, max_size=3), tier=st.sampled_from([STANDARD, GOLD, 2]))
    def airdrop(self, recipients, tier):
        wallets = [self.wallets[recipient] for recipient in recipients]
        reason = self.drop_twin.refusal_of_airdrop(wallets, tier, now())
        with refused(reason):
            self.drop.airdrop(wallets, tier, sender=self.artist)
        if reason is None:
            self.drop_twin.airdrop(wallets, tier)

    @precondition(lambda self: self.drop_twin.holders)
    @rule(choice=st.integers(0), recipient=WALLETS)
    def transfer_by_holder(self, choice, recipient):
        serial = sorted(self.drop_twin.holders)[choice % len(self.drop_twin.holders)]
        holder = self.drop_twin.holders[serial]
        self._transfer(holder, holder, self.wallets[recipient], serial)

    @rule(serial=SERIALS, holder=WALLETS)
    def transfer_from_anyone(self, serial, holder):
        self._transfer(self.wallets[holder], self.wallets[holder], self.wallets[0], serial)

    @rule(choice=st.integers(0), caller=WALLETS, approved=st.none() | WALLETS)
    def approve(self, choice, caller, approved):
        serial, sender = choice % (self.drop_twin.minted + 1), self.wallets[caller]
        account = None if approved is None else self.wallets[approved]
        reason = self.drop_twin.refusal_of_approve(sender, serial)

        with refused(reason):
            self.drop.approve(account or ZERO_ADDRESS, serial, sender=sender)
        if reason is None:
            self.drop_twin.approved[serial] = account

    @rule(holder=WALLETS, operator=WALLETS, is_approved=st.booleans())
    def set_approval_for_all(self, holder, operator, is_approved):
        pair = (self.wallets[holder], self.wallets[operator])
        self.drop.setApprovalForAll(pair[1], is_approved, sender=pair[0])
        (self.drop_twin.operators.add if is_approved else self.drop_twin.operators.discard)(pair)

    @rule()
    def withdraw(self):
        reason = None if self.drop_twin.proceeds() else "drop: nothing to withdraw"
        with refused(reason):
            self.drop.withdraw(sender=self.wallets[0])
        self.split_twin.money += self.drop_twin.withdraw()

    @rule(wallet=WALLETS)
    def withdraw_earnings(self, wallet):
        account = self.wallets[wallet]
        reason = None if self.drop_twin.owed[None][account] else "drop: nothing owed"
        with refused(reason):
            self.drop.withdraw_for(account)
        if reason is None:
            self.drop_twin.withdraw_for(account)

    @rule(amount=st.integers(1, 10**18))
    def tip(self, amount):
        assert send_money(self.wallets[0], self.split.address, amount)
        self.split_twin.money += amount

    @rule()
    def distribute(self):
        reason = None if self.split_twin.distributable() else "split: nothing to distribute"
        unwilling = set() if self.fickle_payee.is_willing() else {self.fickle_payee.address}
        with refused(reason):
            self.split.distribute(self.split_twin.payees, sender=self.wallets[0])
        if reason is None:
            self.split_twin.distribute(unwilling)

    @rule()
    def become_willing(self):
        self.fickle_payee.become_willing()

    @precondition(lambda self: self.fickle_payee.is_willing())
    @rule()
    def withdraw_for(self):
        payee = self.fickle_payee.address
        reason = None if self.split_twin.owed[payee] else "split: nothing owed"
        with refused(reason):
            self.split.withdraw_for(payee)
        if reason is None:
            self.split_twin.withdraw_for(payee)

    def _transfer(self, caller, holder, recipient, serial):
        reason = self.drop_twin.refusal_of_transfer(caller, holder, serial)
        with refused(reason):
            self.drop.transferFrom(holder, recipient, serial, sender=caller)
        if reason is None:
            self.drop_twin.transfer(recipient, serial)
