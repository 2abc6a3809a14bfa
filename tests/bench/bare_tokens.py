"""Bare tokens of three libraries from npm, with the least of a sale around them: a floor for any drop, not a rival."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.install_npm import CLEAN_INSTALL, find_npm
from tests.node import find_node

FOLDER = Path(__file__).with_name("peers")
SOURCE = "BareTokens.sol"
PACKAGES = {"OpenZeppelin": "@openzeppelin/contracts", "Solady": "solady", "ERC721A": "erc721a"}
BUILD = {"evmVersion": "cancun", "optimizer": {"enabled": True, "runs": 1_000}}


def compile_bare_tokens():
    """Return ABI and bytecode of each token by its name."""
    contracts = compile_solidity(SOURCE)
    return {name: contracts[name] for name in PACKAGES}


def compile_solidity(source):
    """Return ABI and bytecode of the contracts in one of the peers' files by their names.

    npm fetches what the lock names into a temporary folder.
    """
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(FOLDER, scratch, dirs_exist_ok=True)
        subprocess.run([*find_npm(), *CLEAN_INSTALL], cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        contracts = _compile(Path(scratch), source)
    return {
        name: {"abi": contract["abi"], "bytecode": contract["evm"]["bytecode"]["object"]}
        for name, contract in contracts.items()
    }


def describe_bare_token(name):
    """Return what the token was built from."""
    locked = json.loads((FOLDER / "package-lock.json").read_text())["packages"]
    versions = {package: locked[f"node_modules/{package}"]["version"] for package in (PACKAGES[name], "solc")}
    built_from = ", ".join(f"{package} {version}" for package, version in versions.items())
    return f"{built_from}, runs {BUILD['optimizer']['runs']:,}, evm {BUILD['evmVersion']}"


def _compile(folder, source):
    outputs = {source: {"*": ["abi", "evm.bytecode.object"]}}
    question = {
        "language": "Solidity",
        "sources": {source: {"content": (folder / source).read_text()}},
        "settings": BUILD | {"outputSelection": outputs},
    }
    compiler = [find_node(), "node_modules/solc/solc.js", "--standard-json", "--base-path", "node_modules"]
    # A file, for the compiler leaves before a pipe has taken all; a line about solvers comes first.
    with (folder / "answer").open("w+") as answer:
        subprocess.run(compiler, cwd=folder, check=True, text=True, input=json.dumps(question), stdout=answer)
        answer.seek(0)
        result = json.loads(answer.read().splitlines()[-1])
    errors = [error["formattedMessage"] for error in result.get("errors", ()) if error["severity"] == "error"]
    if errors:
        sys.exit("\n".join(errors))
    return result["contracts"][source]
