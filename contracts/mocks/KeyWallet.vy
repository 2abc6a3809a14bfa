# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Key wallet
@license AGPL-3.0-only
@notice Accept what one key signed (ERC-1271).
"""

ACCEPTED: constant(bytes4) = 0x1626ba7e
REFUSED: constant(bytes4) = 0xffffffff
OWNER: immutable(address)


@deploy
def __init__(owner: address):
    OWNER = owner


@external
@view
def isValidSignature(digest: bytes32, signature: Bytes[65]) -> bytes4:
    r: uint256 = convert(slice(signature, 0, 32), uint256)
    s: uint256 = convert(slice(signature, 32, 32), uint256)
    v: uint256 = convert(slice(signature, 64, 1), uint256)
    return ACCEPTED if ecrecover(digest, v, r, s) == OWNER else REFUSED
