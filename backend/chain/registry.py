"""Where wallets say who acts for them: delegate.xyz, version 2. Its events are all that is read of it."""

from eth_typing import ABIComponentIndexed, ABIEvent


def _event(name: str, indexed: str, plain: str) -> ABIEvent:
    """Describe an event by its arguments, each written as Solidity does: type, then name."""
    arguments = [(argument.split(), True) for argument in indexed.split(", ")]
    arguments += [(argument.split(), False) for argument in plain.split(", ")]
    inputs: list[ABIComponentIndexed] = [
        {"type": kind, "name": argument, "indexed": is_indexed} for (kind, argument), is_indexed in arguments
    ]
    return {"type": "event", "name": name, "inputs": inputs, "anonymous": False}


WALLETS = "address from, address to"
CONTRACT = f"{WALLETS}, address contract_"
REGISTRY_INTERFACE: tuple[ABIEvent, ...] = (
    _event("DelegateAll", WALLETS, "bytes32 rights, bool enable"),
    _event("DelegateContract", CONTRACT, "bytes32 rights, bool enable"),
    _event("DelegateERC721", CONTRACT, "uint256 tokenId, bytes32 rights, bool enable"),
    _event("DelegateERC20", CONTRACT, "bytes32 rights, uint256 amount"),
    _event("DelegateERC1155", CONTRACT, "uint256 tokenId, bytes32 rights, uint256 amount"),
)
