"""What crosses HTTP about votes that cost their voter nothing."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from backend.core.types import Signature
from backend.governance.wishes import DelegationWish, Number, VoteWish
from backend.relay.models import RelayState

MOST_SIGNATURE_BYTES = 1024
"""What the governor takes: of 15 owners, or of a passkey."""
WalletSignature = Annotated[
    str,
    StringConstraints(pattern="^0x([0-9a-fA-F]{2})+$", max_length=2 + 2 * MOST_SIGNATURE_BYTES, to_lower=True),
]
"""What a wallet signed, a key or a contract (ERC-1271), as 0x hex."""


class RelayStatus(BaseModel):
    """Whether votes are brought to the chain without a fee for their voters now."""

    is_open: bool
    reason: str | None = Field(description="one sentence of why not; null while they are")


class RelayDraft(BaseModel):
    """What a wallet signs."""

    typed_data: dict[str, Any] = Field(description="for eth_signTypedData_v4")


class SignedBallot(VoteWish):
    """A vote that its voter signed, with the voter's next nonce at the governor unless another one is named."""

    nonce: Number | None = None
    signature: WalletSignature


class SignedDelegation(DelegationWish):
    """Who is to vote with somebody's fan tokens, signed."""

    nonce: Number
    expiry: int = Field(ge=0, lt=2**63, description="until when the signature is good, in Unix seconds")
    signature: Signature


class RelayView(BaseModel):
    """Where something signed is on its way."""

    id: str
    state: RelayState
    sentence: str
    transaction: str | None
    transaction_url: str | None
    is_counted: bool = Field(description="whether what this site tells of counts it already")
