"""Prepare a payout: the transaction that divides money or takes it, tried on the node before it is handed out."""

from dataclasses import dataclass

from backend.chain.contracts import Contracts
from backend.chain.errors import Reverted
from backend.chain.node import Call, Node
from backend.drops.amounts import write_amount, write_gain
from backend.drops.errors import InsufficientBalance
from backend.drops.progress import MintState, judge_mined
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
    PayoutProgress,
    PayoutTerms,
    PreparedPayout,
    TransactionPlace,
    WithdrawalWish,
)
from backend.royalties.service import RoyaltyService

GAS_MARGIN_PERCENT = 25  # more may come in between the estimate and the block


@dataclass(frozen=True)
class PayoutRules:
    """What the operator set: blocks until a payout counts, the explorer to link to, what coin is called."""

    confirmations: int
    explorer_url: str
    coin: str


class PayoutService:
    """The use cases of a payout that is wanted or was sent; it asks the node and holds no key."""

    def __init__(self, royalties: RoyaltyService, node: Node, contracts: Contracts, rules: PayoutRules) -> None:
        self._royalties = royalties
        self._node = node
        self._contracts = contracts
        self._rules = rules

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

    async def watch(self, split: str, transaction_hash: str, place: TransactionPlace | None = None) -> PayoutProgress:
        """Return where a payout is on its way, and whether what this site says of the split counts it already."""
        receipt = await self._node.find_receipt(transaction_hash)
        if receipt is None:
            return await self._watch_missing(transaction_hash, place)
        confirmations = max((await self._node.head()).number - receipt.block_number + 1, 0)
        state = judge_mined(succeeded=receipt.succeeded, confirmations=confirmations, needed=self._rules.confirmations)
        is_counted = await self._royalties.counts(split, transaction_hash)
        return self._report(transaction_hash, state, confirmations, is_counted=is_counted)

    async def _watch_missing(self, transaction_hash: str, place: TransactionPlace | None) -> PayoutProgress:
        """Report on a transaction that is in no block: another one may have taken its place."""
        found = await self._node.find_transaction(transaction_hash)
        if found is not None:
            seen = TransactionPlace(account=found.sender, nonce=found.nonce)
            return self._report(transaction_hash, MintState.PENDING, place=seen)
        is_taken = place is not None and await self._node.nonce(place.account) > place.nonce
        # It may have been mined since it was looked for; then its own nonce is the one that is taken.
        if is_taken and await self._node.find_receipt(transaction_hash) is None:
            return self._report(transaction_hash, MintState.REPLACED)
        return self._report(transaction_hash, MintState.UNKNOWN)

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
        """Run a transaction on the node and return it with the gas to allow it."""
        try:
            await self._node.simulate(call)
            gas = await self._node.estimate_gas(call) * (100 + GAS_MARGIN_PERCENT) // 100
        except Reverted as error:
            raise explain_refusal(error.reason, attempt) from error
        gas_price = await self._node.gas_price()
        if is_sender_known:
            await self._check_balance(call["from"], gas * gas_price)
        places = {"chain_id": hex(self._contracts.chain_id), "gas": hex(gas), "gas_price": hex(gas_price)}
        return PreparedPayout.model_validate(call | places | terms.model_dump())

    async def _check_balance(self, account: str, needed_wei: int) -> None:
        balance_wei = await self._node.balance(account)
        if balance_wei < needed_wei:
            amounts = (write_amount(each, self._rules.coin) for each in (needed_wei, balance_wei))
            raise InsufficientBalance(*amounts)

    def _report(
        self,
        transaction_hash: str,
        state: MintState,
        confirmations: int = 0,
        *,
        is_counted: bool = False,
        place: TransactionPlace | None = None,
    ) -> PayoutProgress:
        explorer = self._rules.explorer_url.rstrip("/")
        return PayoutProgress(
            state=state,
            confirmations=confirmations,
            needed=self._rules.confirmations,
            is_counted=is_counted,
            explorer_url=f"{explorer}/tx/{transaction_hash}" if explorer else None,
            place=place,
        )


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
