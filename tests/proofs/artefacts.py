"""Write what halmos reads: Foundry's build of a Solidity test, made of Vyper code and checks.

A check says what must hold whatever is called: its fallback takes the call and passes it on to the drop. So its build
lists every function that changes a drop, by the function's own four bytes, as a test that halmos calls with arbitrary
arguments.
"""

import json
from hashlib import sha256
from pathlib import Path

from scripts._compiled import compile_source

CHECKS = Path(__file__).parent / "checks"
PROPERTIES = ("Transfers", "Supply", "Money")
HALVES = ("drops/MixDrop.vy", "drops/DropOffice.vy")
SHIPPED = (*HALVES, "drops/Label.vy", "royalties/RoyaltySplit.vy")
PREFIX = "check_"


def compile_shipped(contracts):
    """Return what ships, compiled as it ships, by its place below `contracts`."""
    return {source: compile_source(contracts / source, contracts) for source in SHIPPED}


def compile_checks(contracts):
    """Return the check of each property."""
    return {name: compile_source(CHECKS / f"{name}.vy", contracts, CHECKS) for name in PROPERTIES}


def digest_code(compiled):
    """Return the digest of each contract's code as it runs: that of its creation changes with every comment."""
    return {
        source: sha256(bytes.fromhex(output["bytecode_runtime"][2:])).hexdigest() for source, output in compiled.items()
    }


def digest_drop(compiled):
    """Return the digests of what is proven: the halves of a drop. The others only set the stage."""
    return digest_code({source: compiled[source] for source in HALVES})


def list_calls(compiled):
    """Return every call that changes a drop, by its signature: the four bytes."""
    calls = {}
    for source in HALVES:
        names = {entry["name"] for entry in _list_changes(compiled[source]["abi"])}
        found = compiled[source]["method_identifiers"].items()
        calls |= {signature: selector for signature, selector in found if signature.partition("(")[0] in names}
    return calls


def write_artefacts(compiled, contracts, out):
    """Write a build of what ships and of every property."""
    for source, output in compiled.items():
        _write(out, Path(source).stem, output)
    calls = {PREFIX + signature: selector for signature, selector in list_calls(compiled).items()}
    changes = [entry for source in HALVES for entry in _list_changes(compiled[source]["abi"])]
    tests = [entry | {"name": PREFIX + entry["name"]} for entry in changes]
    for name, output in compile_checks(contracts).items():
        output["abi"] += tests
        output["method_identifiers"] |= calls
        _write(out, name, output)


def _list_changes(abi):
    return [entry for entry in abi if entry["type"] == "function" and entry["stateMutability"] not in {"view", "pure"}]


def _write(out, name, output):
    build = {
        "abi": output["abi"],
        "bytecode": {"object": output["bytecode"], "sourceMap": "", "linkReferences": {}},
        "deployedBytecode": {"object": output["bytecode_runtime"], "sourceMap": "", "linkReferences": {}},
        "methodIdentifiers": {key: f"{int(value, 16):08x}" for key, value in output["method_identifiers"].items()},
        "metadata": {"compiler": {"version": "0.8.28"}, "output": {"devdoc": {"methods": {}}}},
        "id": 0,
        "ast": {
            "absolutePath": f"{name}.sol",
            "id": 1,
            "src": "0:0:0",
            "nodeType": "SourceUnit",
            "nodes": [_node(name)],
        },
    }
    folder = out / f"{name}.sol"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(build))


def _node(name):
    kind = {"nodeType": "ContractDefinition", "contractKind": "contract", "abstract": False}
    return kind | {"name": name, "id": 2, "src": "0:0:0", "nodes": []}
