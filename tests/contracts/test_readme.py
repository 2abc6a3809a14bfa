"""contracts/README.md and the tests say the same in the same words."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
README = TESTS.parents[1] / "contracts" / "README.md"
CONTRACTS = {
    "Label": "label",
    "MixDrop": "mix_drop",
    "RoyaltySplit": "royalty_split",
    "ManagedSplit": "managed_split",
    "FanToken": "fan_token",
    "FanGovernor": "fan_governor",
}


def list_rules(contract):
    """Return the rules of one contract's section."""
    _, _, rest = README.read_text().partition(f"\n## {contract}\n")
    section, _, _ = rest.partition("\n## ")
    return [line.removeprefix("- ") for line in section.splitlines() if line.startswith("- ")]


def list_tests(folder):
    """Return the names of a folder's tests as sentences."""
    trees = [ast.parse(path.read_text()) for path in (TESTS / folder).glob("test_*.py")]
    names = [node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    parts = [name.removeprefix("test_").replace("__", ":").replace("_", " ").split(":") for name in names]
    return [f"{part[0]}, {part[1]}: {part[2]}" for part in parts if len(part) > 1]


@pytest.mark.parametrize("contract", CONTRACTS)
def test_readme__rules_of_a_contract__are_its_tests(contract):
    assert sorted(list_rules(contract)) == sorted(list_tests(CONTRACTS[contract]))
