"""Read events as entries of the ledger's journals. Pure: values in, values out."""

from collections.abc import Mapping
from typing import Any

from eth_utils.crypto import keccak

from backend.chain.events import ChainEvent

TRANSFER = "Transfer"
TOKEN_ID_NAMES = frozenset(("token_id", "tokenId", "_tokenId"))
AMOUNT_NAME = "value"
KINDS: Mapping[str, str] = {
    "DelegateAll": "all",
    "DelegateContract": "contract",
    "DelegateERC721": "erc721",
    "DelegateERC20": "erc20",
    "DelegateERC1155": "erc1155",
}
EVERY_RIGHT = "0x" + "00" * 32
LISTENING_RIGHT = "0x" + keccak(text="listen").hex()
Entry = dict[str, Any]


def is_of_token(event: ChainEvent) -> bool:
    """Tell a token's transfer from an amount's: ERC-20's Transfer has the same name."""
    return event.name == TRANSFER and not TOKEN_ID_NAMES.isdisjoint(event.arguments)


def is_of_amount(event: ChainEvent) -> bool:
    """Tell whether an amount of an ERC-20 token moved."""
    return event.name == TRANSFER and AMOUNT_NAME in event.arguments


def is_permission(event: ChainEvent, registry: str) -> bool:
    """Tell whether a vault said who may listen for it: rights to anything else do not count."""
    return (
        event.name in KINDS
        and event.address == registry
        and event.arguments["rights"] in (EVERY_RIGHT, LISTENING_RIGHT)
    )


def read_transfer(event: ChainEvent) -> Entry:
    """Return a token's transfer."""
    sender, recipient, token_id = event.arguments.values()
    return {
        **read_place(event),
        "transaction_hash": event.transaction_hash,
        "contract": event.address,
        "token_id": token_id,
        "sender": sender,
        "recipient": recipient,
        "timestamp": event.timestamp,
    }


def read_permission(event: ChainEvent) -> Entry:
    """Return what a vault permits or takes back; of an amount, more than nothing is a permission."""
    said = event.arguments
    permission = {
        "vault": said["from"],
        "delegate": said["to"],
        "kind": KINDS[event.name],
        "contract": said.get("contract_"),
        "token_id": said.get("tokenId"),
        "rights": said["rights"],
    }
    key = ":".join("" if part is None else str(part) for part in permission.values())
    return {**read_place(event), "key": key, **permission, "is_enabled": bool(said.get("enable", said.get("amount")))}


def read_place(event: ChainEvent) -> Entry:
    """Return where an event stands: which log of which block told it."""
    return {"block_hash": event.block_hash, "log_index": event.log_index, "block_number": event.block_number}
