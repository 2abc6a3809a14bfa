# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Reverting wallet
@license AGPL-3.0-only
@notice Revert on every signature.
"""


@external
@view
def isValidSignature(digest: bytes32, signature: Bytes[8192]) -> bytes4:
    raise "wallet: no"
