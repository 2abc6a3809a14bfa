"""What crosses HTTP when a wallet signs in."""

from datetime import datetime

from pydantic import BaseModel, Field

from backend.core.types import Address

MESSAGE_LENGTH_LIMIT = 2048
SIGNATURE_LENGTH_LIMIT = 2 + 2 * 8192
"""0x and 8 KiB: a passkey's is long, one that deploys its wallet longer (ERC-6492)."""


class ChallengeRequest(BaseModel):
    """The wallet that wants to sign in."""

    address: Address


class Challenge(BaseModel):
    """The text to sign, exactly as it is (EIP-4361)."""

    message: str


class SignIn(BaseModel):
    """The text that was signed and its signature in hexadecimal: a key's (EIP-191) or a contract's (ERC-1271, 6492)."""

    message: str = Field(max_length=MESSAGE_LENGTH_LIMIT)
    signature: str = Field(max_length=SIGNATURE_LENGTH_LIMIT)


class SignedIn(BaseModel):
    """The wallet that is signed in now, and until when."""

    address: Address
    expires_at: datetime


class Viewer(BaseModel):
    """Who is looking: an address, or nobody."""

    address: Address | None


class WalletAnswer(BaseModel):
    """A wallet of the account."""

    address: Address
    is_contract: bool
    proven_at: datetime


class SessionAnswer(BaseModel):
    """A place where the account is signed in."""

    id: str
    agent: str = Field(description="what the browser calls itself")
    address: Address = Field(description="the wallet that signed in there")
    created_at: datetime
    seen_at: datetime = Field(description="when it was last used, to five minutes")
    expires_at: datetime
    is_current: bool = Field(description="whether it is the one that asks")


class AccountAnswer(BaseModel):
    """One fan: the wallet signed in here, all wallets, all sessions."""

    address: Address
    wallets: list[WalletAnswer]
    sessions: list[SessionAnswer]
