"""The relayer: the key that pays for what fans sign, and what it offers for a unit of gas."""

from dataclasses import dataclass

from eth_account import Account

from backend.chain.node import Call
from backend.core.clock import Clock
from backend.relay.models import Relay, RelayTransaction

DYNAMIC_FEE = 2
"""The kind of transaction that names the most it pays, and pays the block's price (EIP-1559)."""
HEADROOM = 2
"""The base fee doubles within six full blocks, and what is not needed of a fee is not paid."""
RAISE_PERCENT = 25
"""Nodes take a transaction for a waiting one's place when it offers at least 10 % more."""
MOST_TIMES_THE_MARKET = 5
"""Whoever waits longer than this is worth does not wait for the price."""


@dataclass(frozen=True)
class Fees:
    """The most that is paid for a unit of gas, and what of it goes to whoever makes the block; in wei."""

    fee_wei: int
    tip_wei: int

    @classmethod
    def of(cls, gas_price: int, tip_wei: int) -> "Fees":
        """Return what gets a transaction into one of the next blocks, by what gas costs now."""
        fee_wei = HEADROOM * gas_price
        return cls(fee_wei, min(tip_wei, fee_wei))

    def find_raise(self, market: "Fees") -> "Fees | None":
        """Return what takes the place of a transaction with these fees, or `None` when that would be out of measure."""
        raised = Fees(max(market.fee_wei, _raise(self.fee_wei)), max(market.tip_wei, _raise(self.tip_wei)))
        return raised if raised.fee_wei <= MOST_TIMES_THE_MARKET * market.fee_wei else None


def _raise(wei: int) -> int:
    return wei + wei * RAISE_PERCENT // 100 + 1


class Relayer:
    """Holds the one key of this backend, and never shows it."""

    def __init__(self, key: str, chain_id: int, clock: Clock) -> None:
        self._account = Account.from_key(key)
        self._chain_id = chain_id
        self._clock = clock

    @property
    def address(self) -> str:
        """Who pays."""
        return str(self._account.address)

    def sign(self, relay: Relay, call: Call, place: int, fees: Fees) -> RelayTransaction:
        """Return the transaction of a call, at its place among those of the relayer."""
        fields = {
            "type": DYNAMIC_FEE,
            "chainId": self._chain_id,
            "nonce": place,
            "maxFeePerGas": fees.fee_wei,
            "maxPriorityFeePerGas": fees.tip_wei,
        }
        signed = self._account.sign_transaction({**call, **fields})
        return RelayTransaction(
            hash=f"0x{signed.hash.hex()}",
            relay=relay.id,
            raw=f"0x{signed.raw_transaction.hex()}",
            fee_wei=fees.fee_wei,
            tip_wei=fees.tip_wei,
            signed_at=self._clock(),
        )
