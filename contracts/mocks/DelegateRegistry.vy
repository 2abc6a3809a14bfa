# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Delegate registry
@license AGPL-3.0-only
@notice Remember who acts for whom at which contract, as delegate.xyz does.
"""


is_delegate: HashMap[address, HashMap[address, HashMap[address, bool]]]


@external
def delegateContract(delegate: address, target: address):
    self.is_delegate[msg.sender][delegate][target] = True


@external
@view
def checkDelegateForContract(delegate: address, vault: address, target: address, rights: bytes32) -> bool:
    return rights == empty(bytes32) and self.is_delegate[vault][delegate][target]
