"""What a drop promises, as the tests write it."""

from dataclasses import dataclass

from eth_utils import keccak

from tests.contracts._chain import ETHER, ZERO_ADDRESS

PRICE = ETHER // 100


@dataclass(frozen=True)
class Terms:
    """The terms of a drop, in the order of the contract's struct."""

    name: str = "Warehouse Nights"
    symbol: str = "WHN"
    metadata: bytes = keccak(text="metadata")
    supply: int = 100
    price: int = PRICE
    opens: int = 0
    closes: int = 0
    wallet_cap: int = 0
    royalty_bps: int = 500


@dataclass(frozen=True)
class Options:
    """What a drop promises beyond its terms, in the order of the contract's struct."""

    least_supply: int = 0
    cut_off: int = 0
    referral_bps: int = 0
    platform: str = ZERO_ADDRESS
    platform_bps: int = 0
    is_shared: bool = False
    commitment: bytes = bytes(32)
    currency: str = ZERO_ADDRESS
    in_currency: bool = False
    tiers: tuple = ()
    is_soulbound: bool = False
    validator: str = ZERO_ADDRESS
    has_golden: bool = False


@dataclass(frozen=True)
class Phase:
    """When, to whom and for how much a drop sells too, in the order of the contract's struct."""

    price: int = 0
    opens: int = 0
    closes: int = 0
    wallet_cap: int = 2**16 - 1
    root: bytes = bytes(32)
    signer: str = ZERO_ADDRESS
    tier: int = 0
    in_currency: bool = False
