"""What crosses HTTP about drops and mints."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, FailFast, Field

from backend.core.types import Address, Bytes32, Signature, Wei, fit_bytes
from backend.drops.allowlist import MOST_ENTRIES
from backend.drops.progress import MintState
from backend.drops.sale import LAST_PHASE, MOST_AT_ONCE, Audience, GoldenState, PhaseState, SaleState

LARGEST_CAP = 2**16 - 1
LARGEST_PRICE = 2**96 - 1
LARGEST_UINT256 = 2**256 - 1
MOST_COMMENT_BYTES = 140


Comment = Annotated[str, fit_bytes(MOST_COMMENT_BYTES)]


class CurrencyDetails(BaseModel):
    """An ERC-20 token; a symbol of "" and no decimals for one this label's record does not know."""

    address: str
    symbol: str
    decimals: int


class GoldenDetails(BaseModel):
    """The one edition drawn by lot; its serial is known once it is drawn."""

    state: GoldenState
    serial: int | None


class TierDetails(BaseModel):
    """One kind of edition."""

    number: int
    name: str
    supply: int | None = Field(description="null when only the drop's cut-off bounds it")
    minted: int


class Entry(BaseModel):
    """What an allowlist lets one wallet buy in its phase: how many altogether, for how much each."""

    quantity: int
    price: Wei


class ListedEntry(Entry):
    """One wallet's entry."""

    wallet: Address
    quantity: int = Field(ge=1, le=LARGEST_CAP)
    price: Wei = Field(ge=0, le=LARGEST_PRICE)


class AllowlistUpload(BaseModel):
    """A list of wallets, each once."""

    entries: Annotated[list[ListedEntry], FailFast()] = Field(min_length=1, max_length=MOST_ENTRIES)


class AllowlistState(BaseModel):
    """A list this server can prove entries of: its Merkle root, and how many there are."""

    root: str
    count: int


class PhaseDetails(BaseModel):
    """When, to whom and for how much a drop sells."""

    number: int = Field(description="0 for the public sale of the terms")
    name: str
    audience: Audience
    price: Wei | None = Field(description="null when the list or the ticket says it")
    in_currency: bool = Field(description="whether prices are in the drop's currency, not in the chain's coin")
    tier: int
    opens: int
    closes: int = Field(description="0 when it never closes")
    wallet_cap: int = Field(description="0 when a wallet may collect any number")
    state: PhaseState
    yours: Entry | None = Field(description="the entry of ?wallet= on this phase's list")


class DropDetails(BaseModel):
    """A drop as it stands at the head of the chain; amounts are in the smallest unit, times are Unix seconds."""

    slug: str
    address: str
    split: str
    chain_id: int
    state: SaleState = Field(description="of the drop as a whole: open while any phase is")
    minted: int
    supply: int | None = Field(description="null while the supply is open")
    least_supply: int
    cut_off: int = Field(description="when the supply falls to the least one, or to what is minted; 0 for never")
    is_closed: bool
    currency: CurrencyDetails | None
    referral_bps: int
    royalty_bps: int
    platform_bps: int
    is_soulbound: bool
    validator: str | None = Field(description="decides with whom editions may be traded (ERC-721C)")
    golden: GoldenDetails | None
    tiers: list[TierDetails] = Field(description="empty when there is one")
    phases: list[PhaseDetails]
    serials_of_viewer: list[int] = Field(description="the editions the signed-in wallet holds")


class SignedTicket(BaseModel):
    """What the signer of a phase lets a wallet buy, until a time, once (EIP-712)."""

    phase: int = Field(ge=1, le=LAST_PHASE)
    wallet: Address
    quantity: int = Field(ge=1, le=MOST_AT_ONCE)
    price: Wei = Field(ge=0, le=LARGEST_PRICE)
    deadline: int = Field(ge=0, le=LARGEST_UINT256)
    serial: int = Field(ge=1, le=LARGEST_UINT256)
    signature: Signature


class AuthorizationTerms(BaseModel):
    """What belongs to a payment by authorization (EIP-3009) beside the wish itself."""

    salt: Bytes32
    valid_before: int = Field(ge=0, le=LARGEST_UINT256)


class SignedAuthorization(AuthorizationTerms):
    """The same with what the wallet signed."""

    signature: Signature


class MintRequest(BaseModel):
    """Who wants how many editions in which phase, and how they pay."""

    account: Address
    recipient: Address | None = Field(default=None, description="the vault the account is a delegate of, or its own")
    quantity: int = Field(default=1, ge=1)
    phase: int = Field(default=0, ge=0, le=LAST_PHASE)
    referrer: Address | None = None
    comment: Comment = ""
    ticket: SignedTicket | None = Field(default=None, description="decides phase and quantity")
    authorization: SignedAuthorization | None = None


class WalletTransaction(BaseModel):
    """A transaction as a wallet takes it (EIP-1193 `eth_sendTransaction`); numbers are 0x hex."""

    model_config = ConfigDict(populate_by_name=True)

    sender: str = Field(alias="from")
    to: str
    data: str
    value: str
    gas: str


class PreparedTransaction(WalletTransaction):
    """A transaction that would succeed now, on a chain, and what a unit of its gas costs."""

    chain_id: str
    gas_price: str


class PreparedMint(BaseModel):
    """The wallet's next step on a chain (0x hex): exactly one of `transaction`, `sign` and `approve`."""

    chain_id: str
    transaction: WalletTransaction | None = Field(default=None, description="the mint; it would succeed now")
    sign: dict[str, Any] | None = Field(default=None, description="for eth_signTypedData_v4")
    authorization: AuthorizationTerms | None = Field(default=None, description="goes back with the signature")
    approve: WalletTransaction | None = Field(default=None, description="lets the drop take the price; then ask again")


class MintSubmission(BaseModel):
    """Which account sent a transaction."""

    account: Address


class MintProgress(BaseModel):
    """Where a mint is on its way; `serials` are known once it is in a block."""

    state: MintState
    confirmations: int
    needed: int
    serials: list[int]
    explorer_url: str | None


class TransactionPlace(BaseModel):
    """Whose transaction it is, and which of theirs: another one of the same place takes it."""

    account: Address
    nonce: int = Field(ge=0)


class TransactionProgress(BaseModel):
    """Where a transaction is on its way."""

    state: MintState
    confirmations: int
    needed: int
    is_counted: bool = Field(description="whether what this site tells of counts it already")
    explorer_url: str | None
    place: TransactionPlace | None = Field(description="told while it waits; given back, it tells of a replacement")


class Coin(BaseModel):
    """The chain's own coin."""

    name: str
    symbol: str
    decimals: int = 18


class Network(BaseModel):
    """The chain, as a wallet adds it (EIP-3085 `wallet_addEthereumChain`)."""

    chain_id: str = Field(serialization_alias="chainId")
    chain_name: str = Field(serialization_alias="chainName")
    native_currency: Coin = Field(serialization_alias="nativeCurrency")
    rpc_urls: list[str] = Field(serialization_alias="rpcUrls")
    block_explorer_urls: list[str] | None = Field(serialization_alias="blockExplorerUrls")
