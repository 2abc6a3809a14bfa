"""Read a node's JSON by hand: blocks and logs come by the thousand, and web3 takes a hundred times as long."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from eth_utils.address import to_checksum_address

from backend.chain.events import Header, Log, Receipt

Answer = Mapping[str, Any]


def read_header(block: Answer) -> Header:
    """Return a block's header; raises `KeyError`, `TypeError` or `ValueError` for what is none."""
    return Header(
        number=int(block["number"], 16),
        hash=block["hash"],
        parent_hash=block["parentHash"],
        timestamp=int(block["timestamp"], 16),
        logs_bloom=int(block.get("logsBloom") or "0x0", 16),
    )


def read_log(log: Answer) -> Log:
    """Return a log; raises `KeyError`, `TypeError` or `ValueError` for what is none."""
    return Log(
        address=_read_address(log["address"]),
        topics=tuple(bytes.fromhex(topic[2:]) for topic in log["topics"]),
        data=bytes.fromhex(log["data"][2:]),
        block_number=int(log["blockNumber"], 16),
        block_hash=log["blockHash"],
        transaction_hash=log["transactionHash"],
        log_index=int(log["logIndex"], 16),
    )


def read_receipt(receipt: Answer) -> Receipt:
    """Return what became of a transaction; raises `KeyError`, `TypeError` or `ValueError` for what is none."""
    return Receipt(
        transaction_hash=receipt["transactionHash"],
        block_number=int(receipt["blockNumber"], 16),
        block_hash=receipt["blockHash"],
        succeeded=int(receipt["status"], 16) == 1,
        logs=tuple(read_log(log) for log in receipt["logs"]),
        gas_used=int(receipt["gasUsed"], 16),
    )


@lru_cache(maxsize=10_000)
def _read_address(address: str) -> str:
    return to_checksum_address(address)
