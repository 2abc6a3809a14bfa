"""Build the Merkle tree of an allowlist and prove its entries, as OpenZeppelin's StandardMerkleTree does. Pure.

Leaves are keccak256(keccak256(abi.encode(wallet, quantity, price))), pairs are sorted, and the tree is an array: node 0
is the root, the children of node n are 2n + 1 and 2n + 2, the last nodes are the leaves, the smallest at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.core.keccak import keccak

NODE_BYTES = 32
MOST_ENTRIES = 100_000


@dataclass(frozen=True)
class ListedWallet:
    """One entry: a wallet in checksum case, how many it may buy altogether, for how much each."""

    wallet: str
    quantity: int
    price: int


@dataclass(frozen=True)
class Tree:
    """All nodes of 32 bytes, one after the other, and the node of each entry, in the order of the entries."""

    nodes: bytes
    places: tuple[int, ...]

    @property
    def root(self) -> str:
        """The root, as 0x hex."""
        return "0x" + self.nodes[:NODE_BYTES].hex()


def build_tree(entries: Sequence[ListedWallet]) -> Tree:
    """Return the tree of at least one entry; their order does not matter."""
    leaves = [_hash_leaf(entry) for entry in entries]
    last = 2 * len(leaves) - 2
    order = sorted(range(len(leaves)), key=leaves.__getitem__)
    places = [0] * len(leaves)
    nodes: list[bytes] = [b""] * (last + 1)
    for rank, index in enumerate(order):
        places[index] = last - rank
        nodes[last - rank] = leaves[index]
    for parent in range(len(leaves) - 2, -1, -1):
        nodes[parent] = _hash_pair(nodes[2 * parent + 1], nodes[2 * parent + 2])
    return Tree(b"".join(nodes), tuple(places))


def prove(nodes: bytes, place: int) -> list[bytes]:
    """Return the siblings on the way from a node to the root."""
    siblings = []
    while place:
        sibling = place + 1 if place % 2 else place - 1
        siblings.append(nodes[sibling * NODE_BYTES : (sibling + 1) * NODE_BYTES])
        place = (place - 1) // 2
    return siblings


def _hash_leaf(entry: ListedWallet) -> bytes:
    wallet = bytes.fromhex(entry.wallet[2:]).rjust(NODE_BYTES, b"\0")
    return keccak(keccak(wallet + entry.quantity.to_bytes(NODE_BYTES) + entry.price.to_bytes(NODE_BYTES)))


def _hash_pair(one: bytes, other: bytes) -> bytes:
    return keccak(one + other if one < other else other + one)
