# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Accepting receiver
@license AGPL-3.0-only
@notice Take every edition and remember how the last one came.
"""


operator: public(address)
sender: public(address)
data: public(Bytes[1024])
serials: public(DynArray[uint256, 20])


@external
def onERC721Received(operator: address, sender: address, serial: uint256, data: Bytes[1024]) -> bytes4:
    self.operator = operator
    self.sender = sender
    self.data = data
    self.serials.append(serial)
    return 0x150b7a02
