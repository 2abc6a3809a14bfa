"""Ask one node of the chain; every answer is a plain value, every failure a sentence."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import httpx
from web3 import AsyncWeb3
from web3.exceptions import TransactionNotFound, Web3Exception, Web3RPCError
from web3.middleware import ExtraDataToPOAMiddleware
from web3.types import RPCEndpoint

from backend.chain.answers import read_header, read_log, read_receipt
from backend.chain.bloom import is_crowded, is_explained
from backend.chain.errors import BlockUnknown, LogsMissing, NodeRefused, NodeUnavailable, RangeRefused, Reverted
from backend.chain.events import Header, Log, Receipt, Submitted
from backend.chain.incoming import Incoming
from backend.chain.reverts import read_refusal, read_revert
from backend.chain.transfers import TRANSFER_TOPIC
from backend.chain.transport import HttpTransport

TIMEOUT_SECONDS = 10.0
GET_BLOCK, GET_LOGS = "eth_getBlockByNumber", "eth_getLogs"
GET_RECEIPTS, GET_RECEIPT, GET_CODE = "eth_getBlockReceipts", "eth_getTransactionReceipt", "eth_getCode"
CALL, ESTIMATE_GAS, SIMULATE = "eth_call", "eth_estimateGas", "eth_simulateV1"
BROADCAST, GET_NONCE = "eth_sendRawTransaction", "eth_getTransactionCount"
NO_CODE, DELEGATED = "0x", "0xef0100"
"""What is at an account that is a key; and at one that lends its name to a contract's code (EIP-7702)."""
RECEIVERS_AT_ONCE = 500  # geth reads no more than 1,000 values of one topic
Question = dict[str, Any]
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
        return await self._get_block("latest")

    async def finalized(self) -> Header:
        """Return the newest block that can no longer be replaced."""
        return await self._get_block("finalized")

    async def find_header(self, number: int) -> Header | None:
        """Return the block at `number`, or `None` above the head."""
        return (await self.find_headers([number]))[0]

    async def find_headers(self, numbers: Sequence[int]) -> list[Header | None]:
        """Return the blocks at several numbers, in their order; those above the head are `None`."""
        questions = [[hex(number), False] for number in numbers]
        answers = await self._transport.ask_each(GET_BLOCK, questions)
        return [None if answer is None else _read(read_header, answer) for answer in answers]

    async def logs_of_block(self, block_hash: str, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of one block; a node that does not have it refuses instead of answering with none."""
        return await self._get_logs(_of_block(block_hash) | {"address": list(addresses)})

    async def logs_between(self, first: int, last: int, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of blocks `first` to `last`; raise `RangeRefused` when that is too much at once."""
        with _refusing(first, last):
            return await self._get_logs(_of_range(first, last) | {"address": list(addresses)})

    async def transfers_of_block(self, block_hash: str, incoming: Incoming) -> list[Log]:
        """Read transfers to some accounts in one block."""
        return await self._get_transfers(_of_block(block_hash), incoming)

    async def transfers_between(self, first: int, last: int, incoming: Incoming) -> list[Log]:
        """Read transfers to some accounts in blocks `first` to `last`; raise `RangeRefused` as `logs_between` does."""
        with _refusing(first, last):
            return await self._get_transfers(_of_range(first, last), incoming)

    async def look_again(self, block: Header, addresses: Sequence[str]) -> list[Log]:
        """Read logs that the block's bloom speaks of and that did not come; raises `LogsMissing` when they stay away.

        Receipts are what a node keeps, logs what it finds by an index of them. A crowded bloom names anyone, and some
        nodes tell no receipts: there the question is only asked again.
        """
        try:
            receipts = None if is_crowded(block.logs_bloom) else await self._transport.ask(GET_RECEIPTS, [block.hash])
        except NodeRefused:
            receipts = None
        if not receipts:
            return await self.logs_of_block(block.hash, addresses)
        logs = [_read(read_log, log) for receipt in receipts for log in receipt["logs"]]
        if not is_explained(block.logs_bloom, logs):
            raise LogsMissing(block.number)
        return [log for log in logs if log.address in addresses]

    async def has_code(self, address: str, block: int | None = None) -> bool:
        """Tell whether a call does something, in a block or now; a node that forgot so old a state refuses."""
        return str(await self._transport.ask(GET_CODE, [address, "latest" if block is None else hex(block)])) != NO_CODE

    async def call(self, to: str, data: str) -> bytes:
        """Return what a contract answers; raise `Reverted` with its reason."""
        return await self.simulate({"to": to, "data": data})

    async def simulate(self, call: Call) -> bytes:
        """Run a transaction without sending it; raise `Reverted` with the contract's reason, or `BalanceTooLow`."""
        return _read(bytes.fromhex, (await self._run(CALL, [call, "latest"]))[2:])

    async def estimate_gas(self, call: Call) -> int:
        """Return the gas a transaction would use now; raises as `simulate` does."""
        return _read(_read_number, await self._run(ESTIMATE_GAS, [call]))

    async def simulate_row(self, calls: Sequence[Call]) -> list[bytes | Reverted]:
        """Run calls one after the other, each on what those before it left, and return what came of each.

        Raises `NodeRefused` where the node cannot (`eth_simulateV1` is not in all that Polygon's nodes run).
        """
        blocks = await self._transport.ask(SIMULATE, [{"blockStateCalls": [{"calls": list(calls)}]}, "latest"])
        return _read(lambda answer: [_read_outcome(each) for each in answer[0]["calls"]], blocks)

    async def gas_price(self) -> int:
        """Return what a unit of gas costs now, in wei."""
        return await _plainly(self._eth.gas_price)

    async def balance(self, account: str) -> int:
        """Return the coins of an account, in wei."""
        return await _plainly(self._eth.get_balance(cast("Any", account)))

    async def nonce(self, account: str) -> int:
        """Return how many transactions of the account are mined, which is the nonce of its next one."""
        return await _plainly(self._eth.get_transaction_count(cast("Any", account), "latest"))

    async def nonce_at(self, account: str, block: int) -> int:
        """Return how many transactions of the account are mined in a block and before it."""
        return int(await self._transport.ask(GET_NONCE, [account, hex(block)]), 16)

    async def priority_fee(self) -> int:
        """Return what those who make blocks want beside the base fee for a unit of gas, in wei (EIP-1559)."""
        return await _plainly(self._eth.max_priority_fee)

    async def is_contract(self, account: str) -> bool:
        """Tell whether code alone speaks for an account; one that merely uses a contract's is its key's (EIP-7702)."""
        code = str(await self._transport.ask(GET_CODE, [account, "latest"]))
        return code != NO_CODE and not code.startswith(DELEGATED)

    async def broadcast(self, raw: str) -> None:
        """Hand in a signed transaction; raises `NodeRefused` also when the node has it already."""
        await self._transport.ask(BROADCAST, [raw])

    async def find_transaction(self, transaction_hash: str) -> Submitted | None:
        """Return a transaction that is mined or waiting, or `None`."""
        try:
            found = await _plainly(self._eth.get_transaction(cast("Any", transaction_hash)))
        except TransactionNotFound:
            return None
        return Submitted(hash=transaction_hash, sender=found["from"], nonce=found["nonce"])

    async def find_receipt(self, transaction_hash: str) -> Receipt | None:
        """Return what became of a transaction, or `None` while it is not mined."""
        found = await self._transport.ask(GET_RECEIPT, [transaction_hash])
        return None if found is None else _read(read_receipt, found)

    async def _run(self, method: str, params: Sequence[Any]) -> str:
        """Ask for what a contract does; web3 trips over what some contracts refuse with, so it is read here."""
        answer = await self._transport.make_request(RPCEndpoint(method), params)
        if isinstance(answer.get("error"), dict):
            raise read_refusal(cast("dict[str, Any]", answer["error"]))
        return str(answer["result"])

    async def _get_block(self, name: str) -> Header:
        block = await self._transport.ask(GET_BLOCK, [name, False])
        if block is None:
            raise BlockUnknown(name)
        return _read(read_header, block)

    async def _get_transfers(self, where: Question, incoming: Incoming) -> list[Log]:
        receivers = sorted(incoming.receivers)
        logs = []
        for start in range(0, len(receivers), RECEIVERS_AT_ONCE):
            topics = ["0x" + TRANSFER_TOPIC.hex(), None, list(map(_word, receivers[start : start + RECEIVERS_AT_ONCE]))]
            logs += await self._get_logs(where | {"address": sorted(incoming.tokens), "topics": topics})
        return logs

    async def _get_logs(self, question: Question) -> list[Log]:
        return [_read(read_log, log) for log in await self._transport.ask(GET_LOGS, [question])]


def _of_block(block_hash: str) -> Question:
    return {"blockHash": block_hash}


def _of_range(first: int, last: int) -> Question:
    return {"fromBlock": hex(first), "toBlock": hex(last)}


def _word(address: str) -> str:
    """Return an address as a topic."""
    return "0x" + address[2:].lower().zfill(64)


@contextmanager
def _refusing(first: int, last: int) -> Iterator[None]:
    """Take every failure for a refusal of so many blocks.

    Providers word it in many ways, and some hang up: a node that is really down fails shorter ranges too.
    """
    try:
        yield
    except (NodeRefused, NodeUnavailable) as error:
        raise RangeRefused(first, last) from error


def _read_outcome(outcome: Question) -> bytes | Reverted:
    succeeded = int(outcome["status"], 16) == 1
    return bytes.fromhex(outcome["returnData"][2:]) if succeeded else read_revert(outcome)


def _read_number(digits: str) -> int:
    return int(digits, 16)


def _read(read: Callable[[Any], Answer], answer: object) -> Answer:
    """Read a node's JSON; what does not read is no answer."""
    try:
        return read(answer)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NodeUnavailable from error


async def _plainly(answer: Awaitable[Answer]) -> Answer:
    """Wait for an answer; turn web3's errors into this package's, except for what is merely not there."""
    try:
        return await answer
    except TransactionNotFound:
        raise
    except Web3RPCError as error:
        raise read_refusal((error.rpc_response or {}).get("error", {})) from error
    except Web3Exception as error:
        raise NodeRefused(type(error).__name__) from error
