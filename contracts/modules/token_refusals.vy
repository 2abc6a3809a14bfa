# pragma version 0.4.3
"""
@title Token refusals
@license AGPL-3.0-only
@notice Refuse in the words of ERC-6093 and of OpenZeppelin's token with votes, so that wallets know why.
@dev Vyper cannot declare custom errors; these are encoded by hand, and are therefore not part of the ABI.
"""


@internal
@pure
def _refuse_balance(sender: address, balance: uint256, needed: uint256):
    raw_revert(
        abi_encode(sender, balance, needed, method_id=method_id("ERC20InsufficientBalance(address,uint256,uint256)"))
    )


@internal
@pure
def _refuse_allowance(spender: address, allowance: uint256, needed: uint256):
    raw_revert(
        abi_encode(
            spender, allowance, needed, method_id=method_id("ERC20InsufficientAllowance(address,uint256,uint256)")
        )
    )


@internal
@pure
def _refuse_receiver(receiver: address):
    raw_revert(abi_encode(receiver, method_id=method_id("ERC20InvalidReceiver(address)")))


@internal
@pure
def _refuse_approver(approver: address):
    raw_revert(abi_encode(approver, method_id=method_id("ERC20InvalidApprover(address)")))


@internal
@pure
def _refuse_spender(spender: address):
    raw_revert(abi_encode(spender, method_id=method_id("ERC20InvalidSpender(address)")))


@internal
@pure
def _refuse_late_permit(deadline: uint256):
    raw_revert(abi_encode(deadline, method_id=method_id("ERC2612ExpiredSignature(uint256)")))


@internal
@pure
def _refuse_signer(signer: address, owner: address):
    raw_revert(abi_encode(signer, owner, method_id=method_id("ERC2612InvalidSigner(address,address)")))


@internal
@pure
def _refuse_late_delegation(expiry: uint256):
    raw_revert(abi_encode(expiry, method_id=method_id("VotesExpiredSignature(uint256)")))


@internal
@pure
def _refuse_signature():
    raw_revert(method_id("ECDSAInvalidSignature()"))


@internal
@pure
def _refuse_nonce(account: address, nonce: uint256):
    raw_revert(abi_encode(account, nonce, method_id=method_id("InvalidAccountNonce(address,uint256)")))


@internal
@view
def _refuse_future(timepoint: uint256):
    raw_revert(abi_encode(timepoint, block.timestamp, method_id=method_id("ERC5805FutureLookup(uint256,uint48)")))
