# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Burning wallet
@license AGPL-3.0-only
@notice Burn all the gas that comes with a question.
"""


@external
@view
def isValidSignature(digest: bytes32, signature: Bytes[8192]) -> bytes4:
    burnt: bytes32 = digest
    for round: uint256 in range(max_value(uint256)):
        burnt = keccak256(burnt)
    return 0x1626ba7e
