"""What people want to do about proposals, as it crosses HTTP."""

from typing import Annotated

from pydantic import BaseModel, Field

from backend.core.types import Address, fit_bytes
from backend.drops.schemas import LARGEST_UINT256, PreparedTransaction
from backend.governance.models import Support

MOST_REASON_BYTES = 1024
Number = Annotated[int, Field(ge=0, le=LARGEST_UINT256)]
"""A number of 256 bits: digits in a string, or a number in JSON."""
Reason = Annotated[str, fit_bytes(MOST_REASON_BYTES)]


class DeedWish(BaseModel):
    """Who would send the transaction."""

    account: Address


class VoteWish(DeedWish):
    """How somebody wants to vote, and why: 0 against, 1 for, 2 abstain."""

    proposal: Number
    support: Support
    reason: Reason = ""


class DelegationWish(DeedWish):
    """Who is to vote with somebody's fan tokens; null for nobody."""

    delegate: Address | None


class PreparedStep(PreparedTransaction):
    """A transaction that would succeed now, and what it does."""

    sentence: str
