# pragma version 0.4.3
"""
@title Earnings
@license AGPL-3.0-only
@notice Keep what a drop owes to those who brought its buyers and to its platform, until they take it.
@dev Nobody is paid within a sale: a payee that refuses money could stop it.
@custom:invariant What is owed never exceeds what is held.
"""

from ..interfaces import IMixDrop


owed: public(HashMap[address, uint256])
total_owed: public(uint256)


@external
def withdraw_for(account: address):
    """
    @notice Pay an account what it earned; anyone may call.
    @param account The account to pay.
    """
    amount: uint256 = self.owed[account]
    assert amount != 0, "drop: nothing owed"

    self.owed[account] = 0
    self.total_owed -= amount
    log IMixDrop.EarningWithdrawn(account=account, amount=amount)
    is_paid: bool = raw_call(account, b"", value=amount, revert_on_failure=False)
    assert is_paid, "drop: account refuses payment"


@internal
def _owe(account: address, amount: uint256):
    if amount == 0:
        return
    self.owed[account] += amount
    self.total_owed += amount
    log IMixDrop.EarningAdded(account=account, amount=amount)
