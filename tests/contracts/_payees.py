"""Payees as tests speak of them, pairs of account and share, packed as contracts ask for them."""

from eth_abi import encode
from eth_utils import keccak

SHARE_BITS = 96
REWARD_BITS = 16


def pack(payees):
    """Return a word for each payee."""
    return [int(str(account), 16) << SHARE_BITS | share for account, share in payees]


def order(payees):
    """Return payees in the order that contracts ask for: ascending by account."""
    return sorted(payees, key=lambda payee: int(str(payee[0]), 16))


def pack_tag(reward=0, kind=0):
    """Return the tag of a split: its reward in parts per million, and what tells it from others of the same payees."""
    return kind << REWARD_BITS | reward


def tag_of_release(label, release):
    """Return the tag that a label gives the split of a release."""
    digest = keccak(encode(["address", "bytes32"], [label.address, release]))
    return pack_tag(kind=int.from_bytes(digest) >> 176)
