"""Ask one node of the chain; every answer is a plain value, every failure a sentence."""

from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar, cast

import httpx
from web3 import AsyncWeb3
from web3.exceptions import (
    BlockNotFound,
    ContractCustomError,
    ContractLogicError,
    TransactionNotFound,
    Web3Exception,
    Web3RPCError,
)
from web3.middleware import ExtraDataToPOAMiddleware
from web3.types import BlockData, BlockIdentifier, FilterParams, LogReceipt, TxParams, TxReceipt

from backend.chain.errors import (
    BalanceTooLow,
    NodeRefused,
    NodeUnavailable,
    RangeRefused,
    Reverted,
)
from backend.chain.events import Header, Log, Receipt, Submitted
from backend.chain.transport import HttpTransport

TIMEOUT_SECONDS = 10.0
REVERT_PREFIX = "execution reverted"
Answer = TypeVar("Answer")
Call = dict[str, str]
"""A transaction as JSON-RPC writes it: `from`, `to`, `data`, `value`; numbers are 0x hex."""


class Node:
    """A JSON-RPC node; pass the `chain_id` it must be on, and it is checked once before the first answer."""

    def __init__(
        self,
        rpc_url: str,
        chain_id: int | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._transport = HttpTransport(rpc_url, chain_id, timeout_seconds, transport)
        # Polygon's blocks carry more extra data than web3 accepts from a chain without this.
        self._eth = AsyncWeb3(self._transport, middleware=[ExtraDataToPOAMiddleware]).eth

    async def close(self) -> None:
        """Close every connection."""
        await self._transport.disconnect()

    async def chain_id(self) -> int:
        """Return the number of the chain the node is on (EIP-155)."""
        return await _plainly(self._eth.chain_id)

    async def head(self) -> Header:
        """Return the newest block."""
        return _header(await _plainly(self._eth.get_block("latest")))

    async def finalized(self) -> Header:
        """Return the newest block that can no longer be replaced."""
        return _header(await _plainly(self._eth.get_block("finalized")))

    async def find_header(self, number: int) -> Header | None:
        """Return the block at `number`, or `None` above the head."""
        try:
            return _header(await _plainly(self._eth.get_block(number)))
        except BlockNotFound:
            return None

    async def logs_of_block(self, block_hash: str, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of one block; a node that does not have it refuses instead of answering with none."""
        question = {"blockHash": block_hash, "address": list(addresses)}
        return _logs(await _plainly(self._eth.get_logs(cast("FilterParams", question))))

    async def logs_between(self, first: int, last: int, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of blocks `first` to `last`; raise `RangeRefused` when that is too much at once."""
        question = {"fromBlock": hex(first), "toBlock": hex(last), "address": list(addresses)}
        try:
            return _logs(await _plainly(self._eth.get_logs(cast("FilterParams", question))))
        except (NodeRefused, NodeUnavailable) as error:
            # Providers word it in many ways, and some hang up: a node that is really down fails shorter ranges too.
            raise RangeRefused(first, last) from error

    async def call(self, to: str, data: str, block: BlockIdentifier = "latest") -> bytes:
        """Return what a contract answers; raise `Reverted` with its reason."""
        return bytes(await _plainly(self._eth.call(cast("TxParams", {"to": to, "data": data}), block)))

    async def simulate(self, call: Call) -> bytes:
        """Run a transaction without sending it; raise `Reverted` with the contract's reason, or `BalanceTooLow`."""
        return bytes(await _plainly(self._eth.call(cast("TxParams", call))))

    async def estimate_gas(self, call: Call) -> int:
        """Return the gas a transaction would use now; raises as `simulate` does."""
        return await _plainly(self._eth.estimate_gas(cast("TxParams", call)))

    async def gas_price(self) -> int:
        """Return what a unit of gas costs now, in wei."""
        return await _plainly(self._eth.gas_price)

    async def balance(self, account: str) -> int:
        """Return the coins of an account, in wei."""
        return await _plainly(self._eth.get_balance(cast("Any", account)))

    async def nonce(self, account: str) -> int:
        """Return how many transactions of the account are mined, which is the nonce of its next one."""
        return await _plainly(self._eth.get_transaction_count(cast("Any", account), "latest"))

    async def find_transaction(self, transaction_hash: str) -> Submitted | None:
        """Return a transaction that is mined or waiting, or `None`."""
        try:
            found = await _plainly(self._eth.get_transaction(cast("Any", transaction_hash)))
        except TransactionNotFound:
            return None
        return Submitted(hash=transaction_hash, sender=found["from"], nonce=found["nonce"])

    async def find_receipt(self, transaction_hash: str) -> Receipt | None:
        """Return what became of a transaction, or `None` while it is not mined."""
        try:
            return _receipt(await _plainly(self._eth.get_transaction_receipt(cast("Any", transaction_hash))))
        except TransactionNotFound:
            return None


async def _plainly(answer: Awaitable[Answer]) -> Answer:
    """Wait for an answer; turn web3's errors into this package's, except for what is merely not there."""
    try:
        return await answer
    except (BlockNotFound, TransactionNotFound):
        raise
    except ContractLogicError as error:
        raise Reverted(_reason(error)) from error
    except Web3RPCError as error:
        raise _refusal(error) from error
    except Web3Exception as error:
        raise NodeRefused(type(error).__name__) from error


def _reason(error: ContractLogicError) -> str:
    """Return the text of the assert alone: nodes add a prefix, and hex when there is no text."""
    if isinstance(error, ContractCustomError):
        return ""
    return (error.message or "").removeprefix(REVERT_PREFIX).removeprefix(":").strip()


def _refusal(error: Web3RPCError) -> NodeRefused | BalanceTooLow:
    message = str((error.rpc_response or {}).get("error", {}).get("message", "no reason given"))
    return BalanceTooLow() if "insufficient funds" in message.lower() else NodeRefused(message)


def _hex(value: bytes) -> str:
    return "0x" + bytes(value).hex()


def _header(block: BlockData) -> Header:
    return Header(
        number=block["number"],
        hash=_hex(block["hash"]),
        parent_hash=_hex(block["parentHash"]),
        timestamp=block["timestamp"],
    )


def _logs(receipts: Sequence[LogReceipt]) -> list[Log]:
    return [_log(receipt) for receipt in receipts]


def _log(receipt: LogReceipt) -> Log:
    return Log(
        address=receipt["address"],
        topics=tuple(bytes(topic) for topic in receipt["topics"]),
        data=bytes(receipt["data"]),
        block_number=receipt["blockNumber"],
        block_hash=_hex(receipt["blockHash"]),
        transaction_hash=_hex(receipt["transactionHash"]),
        log_index=receipt["logIndex"],
    )


def _receipt(receipt: TxReceipt) -> Receipt:
    return Receipt(
        transaction_hash=_hex(receipt["transactionHash"]),
        block_number=receipt["blockNumber"],
        succeeded=receipt["status"] == 1,
        logs=tuple(_logs(receipt["logs"])),
    )
