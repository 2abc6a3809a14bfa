# pragma version 0.4.3
"""
@title Till
@license AGPL-3.0-only
@notice Take the price of a sale in an ERC-20 token: out of an allowance, by a permit (EIP-2612), or by an authorization
        that anyone may bring (EIP-3009), so that a fan needs nothing but the token.
@dev The nonce of an authorization is the digest of what it buys: whoever brings it can only do what the fan signed. What
     arrived is counted, so that a token that keeps a fee or pays less is refused.
"""

from ethereum.ercs import IERC20

from ..interfaces import IMixDrop


interface AuthorizedToken:
    def receiveWithAuthorization(
        payer: address,
        recipient: address,
        amount: uint256,
        valid_after: uint256,
        valid_before: uint256,
        nonce: bytes32,
        v: uint8,
        r: bytes32,
        s: bytes32,
    ): nonpayable


PERMIT: constant(bytes4) = method_id("permit(address,address,uint256,uint256,uint8,bytes32,bytes32)", output_type=bytes4)


@internal
@pure
def _nonce(
    recipient: address,
    phase: uint256,
    tier: uint256,
    quantity: uint256,
    referrer: address,
    comment: String[140],
    salt: bytes32,
) -> bytes32:
    """
    @notice Return the nonce of the authorization that buys exactly this.
    """
    return keccak256(abi_encode(recipient, phase, tier, quantity, referrer, comment, salt))


@internal
def _take(currency: address, amount: uint256, payment: IMixDrop.Payment, nonce: bytes32):
    """
    @notice Take a price from the buyer, or revert.
    @param nonce Of an authorization; nothing for the other ways to pay.
    """
    before: uint256 = staticcall IERC20(currency).balanceOf(self)
    if payment.payer != empty(address):
        self._use_authorization(currency, amount, payment, nonce)
    else:
        self._use_permit(currency, amount, payment)
        is_paid: bool = extcall IERC20(currency).transferFrom(msg.sender, self, amount, default_return_value=True)
        assert is_paid, "drop: payment refused"
    assert staticcall IERC20(currency).balanceOf(self) == before + amount, "drop: wrong payment"


@internal
def _use_authorization(currency: address, amount: uint256, payment: IMixDrop.Payment, nonce: bytes32):
    extcall AuthorizedToken(currency).receiveWithAuthorization(
        payment.payer,
        self,
        amount,
        payment.valid_after,
        payment.valid_before,
        nonce,
        payment.v,
        payment.r,
        payment.s,
    )


@internal
def _use_permit(currency: address, amount: uint256, payment: IMixDrop.Payment):
    """
    @notice Bring the caller's permit if there is one. Whether it is taken does not matter: anyone may have brought it
            before, and then the allowance is there.
    """
    if payment.v == 0:
        return
    is_taken: bool = raw_call(
        currency,
        abi_encode(
            msg.sender, self, amount, payment.valid_before, payment.v, payment.r, payment.s, method_id=PERMIT
        ),
        revert_on_failure=False,
    )
