"""What crosses HTTP about drops and mints."""

from pydantic import BaseModel, ConfigDict, Field

from backend.core.types import Address, Wei
from backend.drops.progress import MintState
from backend.drops.sale import SaleState


class DropDetails(BaseModel):
    """A drop as it stands at the head of the chain; the price is in wei, times are Unix seconds."""

    slug: str
    address: str
    split: str
    chain_id: int
    price: Wei
    supply: int
    minted: int
    opens: int
    closes: int = Field(description="0 when the sale never closes")
    wallet_cap: int = Field(description="0 when a wallet may collect any number")
    state: SaleState
    serials_of_viewer: list[int] = Field(description="the editions the signed-in wallet holds")


class MintRequest(BaseModel):
    """Who wants how many editions."""

    account: Address
    quantity: int = Field(ge=1)


class MintTransaction(BaseModel):
    """A transaction as a wallet takes it (EIP-1193 `eth_sendTransaction`); numbers are 0x hex."""

    model_config = ConfigDict(populate_by_name=True)

    sender: str = Field(alias="from")
    to: str
    data: str
    value: str
    gas: str


class PreparedMint(BaseModel):
    """A transaction that would succeed now, and the chain it is for (0x hex)."""

    chain_id: str
    transaction: MintTransaction


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
