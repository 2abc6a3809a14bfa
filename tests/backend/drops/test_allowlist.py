"""The tree of a list: as OpenZeppelin's StandardMerkleTree writes it, and as the contract reads it."""

import boa
import pytest

from backend.drops.allowlist import ListedWallet, build_tree, prove
from tests.contracts._chain import load

# Made with @openzeppelin/merkle-tree 1.0.8: wallets 0x00…01 and so on may buy as many as their number, the first for
# nothing, each for one ether more than the one before. The root, and the proof of the last.
VECTORS = {
    1: ("52aca8b7236baf60a7cb895907c7ee769f1abff1706088f4574a40f6c37a6aa4", []),
    2: (
        "3a65ea7b05b7cc8db0f3298d9d7029477caae34ce79f7a202d445ed5ff4bbed8",
        ["52aca8b7236baf60a7cb895907c7ee769f1abff1706088f4574a40f6c37a6aa4"],
    ),
    3: (
        "ee69689b209d2808978ca22280876577c242aec00ea80e4821f02293cee18f24",
        [
            "52aca8b7236baf60a7cb895907c7ee769f1abff1706088f4574a40f6c37a6aa4",
            "fed5ff70582ad58440170bea429aae97edffb35b71f9949c55c2db623a7bf27e",
        ],
    ),
    5: (
        "8895d3dcbc9d888c195ca63bf6dbbe6e95ae1d2d3e1ec27b672b672a0efa41fe",
        [
            "3f2090491d4246fd131d5dc073ea76d73696e703dc8029b2e71ed137f48954ca",
            "fed5ff70582ad58440170bea429aae97edffb35b71f9949c55c2db623a7bf27e",
            "e1b619fe2e01c15e91927ce93976a0478ac81be9440c7ec63980834988002f0f",
        ],
    ),
    13: (
        "d0026c3a20bbfaf7af9e53d968039eeced2e12e4300d14d9cf6c35364cd05570",
        [
            "dbd89a24b43f2bb5a54ef731997ca47c9f2c90e75ce1ff946c73b7c4c289f398",
            "49ab9d9f00e33a1bcd2f6434e14b885064ac5a18625286257b8e524aae574396",
            "376dc976d885dad8a9f0ce2feffa898b01ba481b395dd37e2df785b81fe14e8c",
            "9d748b2cf3647590a8f4abac8d0cabf5e5fb8f6db2283877904b47b377861300",
        ],
    ),
}


def list_wallets(count):
    return [ListedWallet(f"0x{number:040x}", number, (number - 1) * 10**18) for number in range(1, count + 1)]


@pytest.fixture(scope="module")
def contract():
    return load("modules/allowlist.vy").deploy()


@pytest.mark.parametrize("count", VECTORS)
def test_build_tree__any_number_of_entries__is_as_openzeppelin_writes_it(count):
    tree = build_tree(list_wallets(count))

    root, proof = VECTORS[count]
    assert tree.root == "0x" + root
    assert [sibling.hex() for sibling in prove(tree.nodes, tree.places[-1])] == proof


def test_build_tree__another_order__is_the_same():
    entries = list_wallets(13)

    assert build_tree(entries[::-1]).nodes == build_tree(entries).nodes


@pytest.mark.parametrize("count", [1, 2, 3, 31, 64])
def test_prove__each_entry__convinces_the_contract(contract, count):
    entries = list_wallets(count)
    tree = build_tree(entries)

    for entry, place in zip(entries, tree.places, strict=True):
        proof = prove(tree.nodes, place)
        contract.internal._check(bytes.fromhex(tree.root[2:]), entry.wallet, entry.quantity, entry.price, proof)


def test_prove__another_entry__does_not_convince_it(contract):
    entries = list_wallets(5)
    tree = build_tree(entries)

    with boa.reverts("drop: not on the list"):
        contract.internal._check(
            bytes.fromhex(tree.root[2:]), entries[0].wallet, 2, 0, prove(tree.nodes, tree.places[0])
        )
