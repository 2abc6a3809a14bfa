# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Refusing wallet
@license AGPL-3.0-only
@notice Answer every signature with four bytes that mean no.
"""


@external
@view
def isValidSignature(digest: bytes32, signature: Bytes[8192]) -> bytes4:
    return 0xffffffff
