# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Burning payee
@license AGPL-3.0-only
@notice Burn all the gas that comes with money.
"""


@external
@payable
def __default__():
    digest: bytes32 = empty(bytes32)
    for round: uint256 in range(max_value(uint256)):
        digest = keccak256(digest)
