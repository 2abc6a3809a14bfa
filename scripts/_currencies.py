"""What a price can be in: the chain's own coin, or a token that the label allowed."""

from dataclasses import asdict, dataclass
from typing import Any

ZERO_ADDRESS = "0x" + "0" * 40


@dataclass(frozen=True)
class Currency:
    """Name and version are those of the token's EIP-712 domain; the coin has neither."""

    address: str
    symbol: str
    decimals: int
    name: str = ""
    version: str = ""
    takes_authorizations: bool = False

    @property
    def is_coin(self) -> bool:
        """Whether this is the chain's own coin."""
        return self.address == ZERO_ADDRESS

    def to_record(self) -> dict[str, Any]:
        """Return the currency as it is written down under its address."""
        return {name: value for name, value in asdict(self).items() if name != "address"}


COIN = Currency(ZERO_ADDRESS, "POL", 18)
