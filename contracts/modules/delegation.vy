# pragma version 0.4.3
"""
@title Delegation
@license AGPL-3.0-only
@notice Let a wallet that holds little act for one that stays in its vault, by the registry of delegate.xyz, version 2.
@dev The registry has one address on every chain; where it is missing, each wallet acts for itself.
"""


interface DelegateRegistry:
    def checkDelegateForContract(
        delegate: address, vault: address, target: address, rights: bytes32
    ) -> bool: view


REGISTRY: constant(address) = 0x00000000000000447e69651d841bD8D104Bed493


@internal
@view
def _check(payer: address, wallet: address):
    """
    @notice Revert unless a wallet or its delegate buys: the caller, or who signed the payment that the caller brings.
    @param payer Who signed the payment, zero for nobody.
    """
    if msg.sender == wallet or payer == wallet:
        return
    buyer: address = payer if payer != empty(address) else msg.sender
    assert self._is_delegate(buyer, wallet), "drop: not the wallet or its delegate"


@internal
@view
def _is_delegate(account: address, vault: address) -> bool:
    if not REGISTRY.is_contract:
        return False
    return staticcall DelegateRegistry(REGISTRY).checkDelegateForContract(account, vault, self, empty(bytes32))
