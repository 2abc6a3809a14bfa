# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Bomb wallet
@license AGPL-3.0-only
@notice Answer a question with more data than a careless caller can afford to copy.
"""


@external
@view
@raw_return
def __default__() -> Bytes[32000]:
    return abi_encode(empty(bytes32[1000]))
