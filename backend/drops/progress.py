"""Decide what became of a fan's transaction, from what the node knows of it."""

from datetime import datetime, timedelta
from enum import StrEnum

PROPAGATION = timedelta(minutes=1)
"""How long a sent transaction may take to reach our node before it counts as dropped."""


class MintState(StrEnum):
    """Where a mint is on its way."""

    PENDING = "pending"
    CONFIRMING = "confirming"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    REPLACED = "replaced"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


def judge_mined(*, succeeded: bool, confirmations: int, needed: int) -> MintState:
    """Return the state of a transaction in a block; its own block is the first confirmation."""
    if not succeeded:
        return MintState.FAILED
    return MintState.CONFIRMED if confirmations >= needed else MintState.CONFIRMING


def judge_missing(*, nonce: int, next_nonce: int, sent_at: datetime, now: datetime) -> MintState:
    """Return the state of a transaction the node does not know.

    A used nonce means that another transaction took its place; an old one with its nonce free was dropped.
    """
    if next_nonce > nonce:
        return MintState.REPLACED
    return MintState.PENDING if now - sent_at < PROPAGATION else MintState.DROPPED
