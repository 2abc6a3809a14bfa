"""A list of wallets as OpenZeppelin's StandardMerkleTree writes it: double-hashed leaves, sorted pairs."""

from eth_abi import encode
from eth_utils import keccak


class Allowlist:
    """Entries (wallet, allowance, price) and the proof of each."""

    def __init__(self, *entries):
        self.entries = entries
        self._layers = [[self._leaf(entry) for entry in entries]]
        while len(self._layers[-1]) > 1:
            self._layers.append(self._parents(self._layers[-1]))

    @property
    def root(self):
        return self._layers[-1][0]

    def proof(self, index):
        """Return the siblings on the way from an entry to the root."""
        siblings = []
        for layer in self._layers[:-1]:
            siblings += layer[index ^ 1 : (index ^ 1) + 1]
            index //= 2
        return siblings

    @staticmethod
    def _leaf(entry):
        return keccak(keccak(encode(["address", "uint256", "uint256"], entry)))

    @staticmethod
    def _parents(nodes):
        pairs = (nodes[index : index + 2] for index in range(0, len(nodes), 2))
        return [keccak(b"".join(sorted(pair))) if len(pair) == 2 else pair[0] for pair in pairs]
