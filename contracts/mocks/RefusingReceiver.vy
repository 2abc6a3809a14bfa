# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Refusing receiver
@license AGPL-3.0-only
@notice Answer an edition with four bytes that mean no.
"""


@external
def onERC721Received(operator: address, sender: address, serial: uint256, data: Bytes[1024]) -> bytes4:
    return 0xffffffff
