"""Decide who counts as a holder while the chain may still change its mind."""

from enum import StrEnum


class Tenure(StrEnum):
    """How sure it is that a wallet holds a token."""

    NONE = "none"
    PENDING = "pending"
    SETTLED = "settled"


def judge_tenure(wallet: str, owner_at_head: str | None, owner_when_final: str | None) -> Tenure:
    """Grant late, revoke early: a wallet must own the token in the newest final block and still at the head.

    A new owner waits until the transfer is final, the old one loses the token as soon as the transfer is seen. All
    addresses are in checksum case; `None` is a token that did not exist.
    """
    if owner_at_head != wallet:
        return Tenure.NONE
    return Tenure.SETTLED if owner_when_final == wallet else Tenure.PENDING
