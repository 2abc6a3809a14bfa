# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Bomb payee
@license AGPL-3.0-only
@notice Answer money with more data than a careless caller can afford to copy.
"""


@external
@payable
def __default__():
    raw_revert(abi_encode(empty(bytes32[1000])))
