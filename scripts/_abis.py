"""The contracts a script talks to, by the ABIs in metadata/abis."""

import json
from pathlib import Path

from ape.contracts import ContractInstance
from ethpm_types import ContractType

ABIS = Path(__file__).parent.parent / "metadata" / "abis"


def contract_at(name: str, address: str) -> ContractInstance:
    """Return the contract `name` at `address`; Ape's caches, which know nothing of wiped chains, are left alone."""
    abi = json.loads((ABIS / f"{name}.json").read_text(encoding="utf-8"))
    return ContractInstance(address, ContractType.model_validate({"contractName": name, "abi": abi}))
