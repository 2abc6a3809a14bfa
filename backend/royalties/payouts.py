"""Prepare a payout: the transaction that divides money or takes it, tried on the node before it is handed out."""

from backend.chain.contracts import Contracts
from backend.chain.errors import Reverted
from backend.chain.events import Receipt
from backend.chain.node import Call, Node
from backend.core.errors import HecticError
from backend.drops.amounts import write_gain
from backend.drops.rehearsal import Rehearsal
from backend.drops.schemas import TransactionPlace, TransactionProgress
from backend.drops.tracking import TrackingRules, TransactionTracker
from backend.holdings.balances import NOBODY
from backend.royalties.description import About
from backend.royalties.errors import NothingOwed, NothingToDivide, RecipientForOthers
from backend.royalties.ledger import compute_part
from backend.royalties.readings import write_payees
from backend.royalties.refusals import Attempt, explain_refusal
from backend.royalties.schemas import (
    CurrencyView,
    DistributionWish,
    PartView,
    PayoutTerms,
    PreparedPayout,
    WithdrawalWish,
)
from backend.royalties.service import RoyaltyService


class PayoutService:
    """The use cases of a payout that is wanted or was sent; it asks the node and holds no key."""

    def __init__(
        self, royalties: RoyaltyService, node: Node, contracts: Contracts, rules: TrackingRules, coin: str
    ) -> None:
        self._royalties = royalties
        self._node = node
        self._contracts = contracts
        self._rehearsal = Rehearsal(node, coin)
        self._tracker = TransactionTracker(node, rules)

    async def distribute(self, split: str, wish: DistributionWish) -> PreparedPayout:
        """Return the transaction that divides what waits, which succeeds if sent now, or raise why it would not."""
        about, currency = await self._royalties.get_about(split), self._royalties.get_currency(wish.currency)
        waiting = await self._read_waiting(split, wish.currency)
        if waiting <= 0:
            raise NothingToDivide(currency.name)
        # Whoever starts it is paid the reward: no token pays it to nobody.
        sender = wish.account or about.payees[0][0]
        arguments = (write_payees(about.payees), about.split.tag, wish.currency or NOBODY)
        call = self._write_call(split, sender, "distribute", *arguments)
        attempt = Attempt(currency.name, sender)
        return await self._rehearse(
            call, attempt, _divide(about, waiting, currency), is_sender_known=bool(wish.account)
        )

    async def withdraw(self, split: str, wish: WithdrawalWish) -> PreparedPayout:
        """Return the transaction that takes what a payee is owed, which succeeds if sent now, or raise why not."""
        about, currency = await self._royalties.get_about(split), self._royalties.get_currency(wish.currency)
        sender, receiver = wish.account or wish.payee, wish.recipient or wish.payee
        if wish.payee not in (receiver, sender):
            raise RecipientForOthers(wish.payee)
        amount = await self._read_number(split, "RoyaltySplit", "owed", wish.payee, wish.currency or NOBODY)
        if not amount:
            raise NothingOwed(wish.payee, currency.name)
        function = "withdraw_for" if receiver == wish.payee else "withdraw_to"
        call = self._write_call(split, sender, function, receiver, wish.currency or NOBODY)
        taken = PartView(account=wish.payee, amount=amount, name=about.name(wish.payee))
        terms = PayoutTerms(amounts=[taken], reward=0, sentence=f"{receiver} is paid {_write(amount, currency)}.")
        attempt = Attempt(currency.name, receiver)
        return await self._rehearse(call, attempt, terms, is_sender_known=bool(wish.account))

    async def watch(
        self, split: str, transaction_hash: str, place: TransactionPlace | None = None
    ) -> TransactionProgress:
        """Return where a payout is on its way, and whether what this site says of the split counts it already."""

        async def counts(receipt: Receipt) -> bool:
            return await self._royalties.counts(split, receipt.transaction_hash)

        return await self._tracker.track(transaction_hash, counts, place)

    async def _read_waiting(self, split: str, currency: str | None) -> int:
        """Return what a split holds and owes to nobody yet."""
        owed = await self._read_number(split, "RoyaltySplit", "total_owed", currency or NOBODY)
        if currency is None:
            return await self._node.balance(split) - owed
        return await self._read_number(currency, "Token", "balanceOf", split) - owed

    async def _read_number(self, contract: str, interface: str, function: str, *arguments: object) -> int:
        answer = await self._node.call(contract, self._contracts.encode(interface, function, *arguments))
        return int.from_bytes(answer)

    def _write_call(self, split: str, sender: str, function: str, *arguments: object) -> Call:
        data = self._contracts.encode("RoyaltySplit", function, *arguments)
        return {"from": sender, "to": split, "data": data, "value": "0x0"}

    async def _rehearse(
        self, call: Call, attempt: Attempt, terms: PayoutTerms, *, is_sender_known: bool
    ) -> PreparedPayout:
        def explain(refused: Reverted) -> HecticError:
            return explain_refusal(refused.reason, attempt)

        rehearsed = await self._rehearsal.rehearse(call, explain, is_sender_known=is_sender_known)
        transaction = rehearsed.prepare(self._contracts.chain_id)
        return PreparedPayout(**transaction.model_dump(), **terms.model_dump())


def _divide(about: About, waiting: int, currency: CurrencyView) -> PayoutTerms:
    """Return who is given what when all that waits is divided, as the contract computes it."""
    reward = compute_part(waiting, about.split.reward_ppm)
    parts = [
        PartView(account=account, amount=compute_part(waiting - reward, share), name=about.name(account))
        for account, share in about.payees
    ]
    given = _write(sum(part.amount for part in parts), currency)
    people = "one payee" if len(parts) == 1 else f"{len(parts)} payees"
    # A split pays coin at once; of a token everyone is owed a share, so that nobody's wallet can stop the others.
    deed = f"pays {given} to {people}" if currency.address is None else f"credits {given} to {people}, to take"
    rewarded = f"; whoever sends it gets {_write(reward, currency)}" if reward else ""
    return PayoutTerms(amounts=parts, reward=reward, sentence=f"This {deed}{rewarded}.")


def _write(amount: int, currency: CurrencyView) -> str:
    return write_gain(amount, currency.name, currency.decimals)
