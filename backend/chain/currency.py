"""ERC-20 tokens that drops are priced in, as the label's record describes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from eth_typing import ABIElement, ABIFunction
from eth_utils.address import to_checksum_address


@dataclass(frozen=True)
class Currency:
    """A token; `name` and `version` are those of its EIP-712 domain, as `ape run label allow` has proven them."""

    address: str
    symbol: str
    decimals: int
    name: str
    version: str
    takes_authorizations: bool

    @classmethod
    def read(cls, address: str, record: Mapping[str, Any]) -> "Currency":
        """Return a token of the record; raises `KeyError`, `ValueError` or `TypeError` for a broken one."""
        return cls(
            address=to_checksum_address(address),
            symbol=str(record["symbol"]),
            decimals=int(record["decimals"]),
            name=str(record["name"]),
            version=str(record["version"]),
            takes_authorizations=record["takes_authorizations"] is True,
        )


def _function(
    name: str, inputs: Mapping[str, str], output: str, mutability: Literal["view", "nonpayable"] = "view"
) -> ABIFunction:
    return {
        "type": "function",
        "name": name,
        "inputs": [{"name": argument, "type": kind} for argument, kind in inputs.items()],
        "outputs": [{"name": "", "type": output}],
        "stateMutability": mutability,
    }


TOKEN_INTERFACE: tuple[ABIElement, ...] = (
    _function("balanceOf", {"account": "address"}, "uint256"),
    _function("allowance", {"owner": "address", "spender": "address"}, "uint256"),
    _function("transfer", {"to": "address", "amount": "uint256"}, "bool", "nonpayable"),
    _function("approve", {"spender": "address", "amount": "uint256"}, "bool", "nonpayable"),
    _function("authorizationState", {"authorizer": "address", "nonce": "bytes32"}, "bool"),
)
"""What is asked of a token (ERC-20, EIP-3009): no contract of ours, so it is not compiled but written here."""
