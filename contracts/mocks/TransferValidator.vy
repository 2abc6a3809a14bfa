# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Transfer validator
@license AGPL-3.0-only
@notice Let editions go to known recipients only, as a validator of ERC-721C may.
"""


is_known: public(HashMap[address, bool])


@external
def know(recipient: address):
    self.is_known[recipient] = True


@external
@view
def validateTransfer(caller: address, holder: address, recipient: address, serial: uint256):
    assert self.is_known[recipient], "validator: recipient is not known"
