# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Delegate registry
@license AGPL-3.0-only
@notice Remember who acts for whom, at every contract or at one, as delegate.xyz does.
"""


event DelegateAll:
    vault: indexed(address)
    delegate: indexed(address)
    rights: bytes32
    enable: bool


event DelegateContract:
    vault: indexed(address)
    delegate: indexed(address)
    target: indexed(address)
    rights: bytes32
    enable: bool


event DelegateERC721:
    vault: indexed(address)
    delegate: indexed(address)
    target: indexed(address)
    token_id: uint256
    rights: bytes32
    enable: bool


event DelegateERC20:
    vault: indexed(address)
    delegate: indexed(address)
    target: indexed(address)
    rights: bytes32
    amount: uint256


event DelegateERC1155:
    vault: indexed(address)
    delegate: indexed(address)
    target: indexed(address)
    token_id: uint256
    rights: bytes32
    amount: uint256


is_delegate: HashMap[address, HashMap[address, HashMap[address, bool]]]


@external
def delegateAll(delegate: address, rights: bytes32, enable: bool):
    log DelegateAll(vault=msg.sender, delegate=delegate, rights=rights, enable=enable)


@external
def delegateContract(delegate: address, target: address, rights: bytes32 = empty(bytes32), enable: bool = True):
    if rights == empty(bytes32):
        self.is_delegate[msg.sender][delegate][target] = enable
    log DelegateContract(vault=msg.sender, delegate=delegate, target=target, rights=rights, enable=enable)


@external
def delegateERC721(delegate: address, target: address, token_id: uint256, rights: bytes32, enable: bool):
    log DelegateERC721(
        vault=msg.sender, delegate=delegate, target=target, token_id=token_id, rights=rights, enable=enable
    )


@external
def delegateERC20(delegate: address, target: address, rights: bytes32, amount: uint256):
    log DelegateERC20(vault=msg.sender, delegate=delegate, target=target, rights=rights, amount=amount)


@external
def delegateERC1155(delegate: address, target: address, token_id: uint256, rights: bytes32, amount: uint256):
    log DelegateERC1155(
        vault=msg.sender, delegate=delegate, target=target, token_id=token_id, rights=rights, amount=amount
    )


@external
@view
def checkDelegateForContract(delegate: address, vault: address, target: address, rights: bytes32) -> bool:
    return rights == empty(bytes32) and self.is_delegate[vault][delegate][target]
