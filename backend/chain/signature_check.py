"""Ask the chain whether a wallet that is a contract accepts a signature (ERC-1271), deployed or not yet (ERC-6492)."""

import json
from dataclasses import dataclass
from pathlib import Path

from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError

from backend.chain.errors import InterfaceMissing, NodeRefused, Reverted
from backend.chain.node import Node

SIMULATED = Path(__file__).parents[2] / "metadata" / "simulated" / "SignatureCheck.json"
ARGUMENTS = ("address", "bytes32", "bytes", "address", "bytes")
WRAPPED = bytes.fromhex("6492" * 16)
NOBODY = "0x" + "0" * 40


@dataclass(frozen=True)
class WrappedSignature:
    """A signature, and the call that deploys the wallet it is of: `factory` is nobody when none is needed."""

    signature: bytes
    factory: str = NOBODY
    creation: bytes = b""

    @classmethod
    def read(cls, signature: bytes) -> "WrappedSignature":
        """Take the wrapper of ERC-6492 off, if there is one that can be read."""
        if not signature.endswith(WRAPPED):
            return cls(signature)
        try:
            factory, creation, inner = decode(("address", "bytes", "bytes"), signature[: -len(WRAPPED)])
        except (DecodingError, OverflowError):
            return cls(signature)
        return cls(inner, factory, creation)


class SignatureCheck:
    """contracts/identity/SignatureCheck.vy, of which a node simulates the creation: one question a signature."""

    def __init__(self, bytecode: bytes, runtime: bytes) -> None:
        self._bytecode = bytecode
        self._runtime = runtime

    @classmethod
    def load(cls, path: Path = SIMULATED) -> "SignatureCheck":
        """Read the compiled check; raise a sentence with the command that writes it."""
        try:
            compiled = json.loads(path.read_text())
            return cls(*(bytes.fromhex(compiled[name][2:]) for name in ("bytecode", "bytecode_runtime")))
        except (FileNotFoundError, ValueError, KeyError) as error:
            raise InterfaceMissing(path) from error

    async def accepts(self, node: Node, wallet: str, digest: bytes, signature: bytes) -> bool:
        """Tell whether `wallet` accepts `signature` of `digest`; raises when the node does not know."""
        wrapped = WrappedSignature.read(signature)
        arguments = (wallet, digest, wrapped.signature, wrapped.factory, wrapped.creation)
        creation = self._bytecode + encode(ARGUMENTS, arguments)
        try:
            created = await node.simulate({"data": "0x" + creation.hex()})
        except Reverted:
            return False
        if created != self._runtime:
            # A node that answers something else did not run it, and must not let anybody in.
            raise NodeRefused("it does not simulate the creation of a contract")  # noqa: TRY003 - it goes on there
        return True
