# pragma version 0.4.3
"""
@title Allowlist
@license AGPL-3.0-only
@notice Prove that a list holds a wallet, how many editions it may buy, and for how much each.
@dev The tree is OpenZeppelin's StandardMerkleTree of (address, uint256, uint256): leaves are hashed twice, so that no
     inner node is a leaf, and pairs are sorted. Lists of up to 2**20 entries.
"""


MAX_DEPTH: constant(uint256) = 20


@internal
@pure
def _check(
    root: bytes32, wallet: address, allowance: uint256, price: uint256, proof: DynArray[bytes32, MAX_DEPTH]
):
    """
    @notice Revert unless the list holds this entry.
    """
    node: bytes32 = keccak256(keccak256(abi_encode(wallet, allowance, price)))
    for sibling: bytes32 in proof:
        if convert(node, uint256) < convert(sibling, uint256):
            node = keccak256(abi_encode(node, sibling))
        else:
            node = keccak256(abi_encode(sibling, node))
    assert node == root, "drop: not on the list"
