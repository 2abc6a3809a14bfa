# pragma version 0.4.3
"""
@title Earnings
@license AGPL-3.0-only
@notice Keep what a contract owes to whom in each currency, until they take it.
@dev Nobody is paid within a sale: a payee that refuses money could stop it.
@custom:invariant What is owed never exceeds what is held.
"""

from ..interfaces import IMixDrop

from . import money


_owed: HashMap[address, HashMap[address, uint256]]     # by currency and account
_total_owed: HashMap[address, uint256]                 # by currency


@external
def withdraw_for(account: address, currency: address = empty(address)):
    """
    @notice Pay an account what it earned; anyone may call.
    @param account The account to pay.
    @param currency The token it earned, the chain's own coin unless given.
    """
    amount: uint256 = self._owed[currency][account]
    assert amount != 0, "drop: nothing owed"

    self._owed[currency][account] = 0
    self._total_owed[currency] -= amount
    log IMixDrop.EarningWithdrawn(account=account, currency=currency, amount=amount)
    assert money._pay(currency, account, amount), "drop: account refuses payment"


@external
@view
def owed(account: address, currency: address = empty(address)) -> uint256:
    """
    @notice Return what an account may take.
    @param account The account to look up.
    @param currency The token, the chain's own coin unless given.
    @return The amount, in the currency's smallest unit.
    """
    return self._owed[currency][account]


@external
@view
def total_owed(currency: address = empty(address)) -> uint256:
    """
    @notice Return what is owed to all accounts together.
    @param currency The token, the chain's own coin unless given.
    @return The amount, in the currency's smallest unit.
    """
    return self._total_owed[currency]


@internal
def _owe(account: address, currency: address, amount: uint256):
    if amount == 0:
        return
    self._owed[currency][account] += amount
    self._total_owed[currency] += amount
    log IMixDrop.EarningAdded(account=account, currency=currency, amount=amount)


@internal
@view
def _unowed(currency: address) -> uint256:
    """
    @notice Return how much of what is held is owed to nobody yet.
    """
    return money._held(currency) - self._total_owed[currency]
