# pragma version 0.4.3
"""
@title Money
@license AGPL-3.0-only
@notice Hold and pay the chain's own coin and ERC-20 tokens alike: a currency is a token, or zero for the coin.
"""

from ethereum.ercs import IERC20


@internal
@view
def _held(currency: address) -> uint256:
    """
    @notice Return how much of a currency this contract holds.
    """
    if currency == empty(address):
        return self.balance
    return staticcall IERC20(currency).balanceOf(self)


@internal
def _pay(currency: address, account: address, amount: uint256) -> bool:
    """
    @notice Pay an account.
    @return Whether it took the money; a token may revert instead.
    """
    if currency == empty(address):
        return raw_call(account, b"", value=amount, revert_on_failure=False)
    return extcall IERC20(currency).transfer(account, amount, default_return_value=True)
