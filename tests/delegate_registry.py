"""delegate.xyz's registry on a local chain, at the address it has everywhere."""

from eth_abi.abi import encode
from eth_utils.crypto import keccak

from backend.core.config import Settings
from scripts._compiled import CONTRACTS, compile_source

REGISTRY = Settings.model_fields["delegate_registry"].default
SOURCE = CONTRACTS / "mocks" / "DelegateRegistry.vy"
ALL_RIGHTS = bytes(32)


def install_registry(chain):
    """Put the registry's code where the label looks for it."""
    chain.ask("anvil_setCode", REGISTRY, compile_source(SOURCE, CONTRACTS)["bytecode_runtime"])


def delegation(delegate, contract, *, is_enabled=True):
    """Return the call by which a wallet lets `delegate` act for it at `contract`, or no longer."""
    arguments = encode(["address", "address", "bytes32", "bool"], [delegate, contract, ALL_RIGHTS, is_enabled])
    return "0x" + (keccak(text="delegateContract(address,address,bytes32,bool)")[:4] + arguments).hex()
