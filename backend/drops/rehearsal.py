"""Try a transaction on the node before it is handed out: what a wallet is given would succeed now."""

from collections.abc import Callable
from dataclasses import dataclass

from backend.chain.errors import Reverted
from backend.chain.node import Call, Node
from backend.core.errors import HecticError
from backend.drops.amounts import write_amount
from backend.drops.errors import InsufficientBalance
from backend.drops.schemas import PreparedTransaction

GAS_MARGIN_PERCENT = 25  # others may be faster between the estimate and the block
Explain = Callable[[Reverted], HecticError]


@dataclass(frozen=True)
class Rehearsed:
    """A transaction that would succeed now: what it would answer, the gas to allow it, and its price in wei."""

    call: Call
    answer: bytes
    gas: int
    gas_price: int

    def prepare(self, chain_id: int) -> PreparedTransaction:
        """Return the transaction as a wallet takes it."""
        numbers = {"chain_id": chain_id, "gas": self.gas, "gas_price": self.gas_price}
        return PreparedTransaction.model_validate(self.call | {name: hex(each) for name, each in numbers.items()})


class Rehearsal:
    """Tries transactions; `coin` is what amounts are told in."""

    def __init__(self, node: Node, coin: str) -> None:
        self._node = node
        self._coin = coin

    async def rehearse(self, call: Call, explain: Explain, *, is_sender_known: bool = True) -> Rehearsed:
        """Run a transaction; raises what `explain` makes of a refusal, or `InsufficientBalance` of a known sender."""
        balance_wei = await self._node.balance(call["from"]) if is_sender_known else None
        value_wei = int(call["value"], 16)
        self._check_balance(balance_wei, value_wei)
        try:
            answer = await self._node.simulate(call)
            gas = await self._node.estimate_gas(call) * (100 + GAS_MARGIN_PERCENT) // 100
        except Reverted as error:
            raise explain(error) from error
        gas_price = await self._node.gas_price()
        self._check_balance(balance_wei, value_wei + gas * gas_price)
        return Rehearsed(call, answer, gas, gas_price)

    def _check_balance(self, balance_wei: int | None, needed_wei: int) -> None:
        if balance_wei is not None and balance_wei < needed_wei:
            raise InsufficientBalance(write_amount(needed_wei, self._coin), write_amount(balance_wei, self._coin))
