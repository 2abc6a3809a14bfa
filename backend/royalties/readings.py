"""Read what label and splits say as rows. Pure: values in, values out."""

from collections.abc import Sequence
from typing import Any

from eth_abi.abi import encode

from backend.chain.events import ChainEvent
from backend.chain.incoming import INCOMING
from backend.core.keccak import keccak, write_checksum
from backend.holdings.balances import NOBODY
from backend.holdings.readings import read_place
from backend.royalties.models import Shares

DROP_CREATED, CURRENCY_ALLOWED = "DropCreated", "CurrencyAllowed"
SPLIT_CREATED, MANAGED_SPLIT_CREATED = "SplitCreated", "ManagedSplitCreated"
RECEIVED, DISTRIBUTED, WITHDRAWN = "RoyaltyReceived", "RoyaltyDistributed", "RoyaltyWithdrawn"
OWNERSHIP_TRANSFERRED = "OwnershipTransferred"
REWARD_PAID, OWED, PAYEES_CHANGED = "RewardPaid", "RoyaltyOwed", "PayeesChanged"
TOLD_BY_SPLITS = (RECEIVED, DISTRIBUTED, WITHDRAWN, REWARD_PAID, OWED, PAYEES_CHANGED)
SHARE_BITS = 96
TAG_SHIFT, REWARD_BITS = 176, 16
Row = dict[str, Any]


def is_of_money(event: ChainEvent) -> bool:
    """Tell whether an event says something of a split that exists already."""
    return event.name in TOLD_BY_SPLITS or event.name == INCOMING


def is_renouncement(event: ChainEvent) -> bool:
    """Tell whether a contract has no owner from an event on."""
    return event.name == OWNERSHIP_TRANSFERRED and event.arguments["new_owner"] == NOBODY


def split_of(event: ChainEvent) -> str:
    """Return the split an event is about."""
    return str(event.arguments["receiver"]) if event.name == INCOMING else event.address


def read_split(event: ChainEvent) -> Row:
    """Return the split that label or shared code created."""
    told = event.arguments
    if event.name == DROP_CREATED:
        payees = [(payee["account"], payee["share"]) for payee in told["payees"]]
        terms = {"payees": payees, "tag": compute_tag(event.address, told["release"])}
    else:
        terms = {"payees": read_payees(told["payees"]), "tag": told["tag"]}
    place = read_place(event) | {"transaction_hash": event.transaction_hash}
    return place | terms | {"address": told["split"], "owner": told.get("owner")}


def read_payees(words: Sequence[int]) -> Shares:
    """Return payees of their words: the account in the upper 160 bits, the share below."""
    mask = 2**SHARE_BITS - 1
    return [(write_checksum(f"0x{word >> SHARE_BITS:040x}"), word & mask) for word in words]


def write_payees(payees: Shares) -> list[int]:
    """Return the words of payees, as a split takes them."""
    return [int(account, 16) << SHARE_BITS | share for account, share in payees]


def compute_tag(label: str, release: str) -> int:
    """Return the tag of the split that a label creates for a release."""
    digest = keccak(encode(["address", "bytes32"], [label, bytes.fromhex(release[2:])]))
    return int.from_bytes(digest) >> TAG_SHIFT << REWARD_BITS


def read_place_of_money(event: ChainEvent) -> Row:
    """Return where an event stands, when it happened, and which split it is about."""
    moment = {"transaction_hash": event.transaction_hash, "timestamp": event.timestamp}
    return read_place(event) | moment | {"split": split_of(event)}


def read_currency(address: str) -> str | None:
    """Return a token, or `None` for the chain's coin."""
    return None if address == NOBODY else address
