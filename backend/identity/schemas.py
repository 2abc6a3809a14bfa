"""What crosses HTTP when a wallet signs in."""

from datetime import datetime

from pydantic import BaseModel, Field

from backend.core.types import Address

MESSAGE_LENGTH_LIMIT = 2048
SIGNATURE_LENGTH_LIMIT = 132  # 0x and 65 bytes


class ChallengeRequest(BaseModel):
    """The wallet that wants to sign in."""

    address: Address


class Challenge(BaseModel):
    """The text to sign, exactly as it is (EIP-4361)."""

    message: str


class SignIn(BaseModel):
    """The text that was signed and its EIP-191 signature, in hexadecimal."""

    message: str = Field(max_length=MESSAGE_LENGTH_LIMIT)
    signature: str = Field(max_length=SIGNATURE_LENGTH_LIMIT)


class SignedIn(BaseModel):
    """The wallet that is signed in now, and until when."""

    address: Address
    expires_at: datetime


class Viewer(BaseModel):
    """Who is looking: an address, or nobody."""

    address: Address | None
