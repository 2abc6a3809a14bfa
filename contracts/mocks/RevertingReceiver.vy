# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Reverting receiver
@license AGPL-3.0-only
@notice Revert when an edition arrives.
"""


@external
def onERC721Received(operator: address, sender: address, serial: uint256, data: Bytes[1024]) -> bytes4:
    raise "receiver: no thanks"
