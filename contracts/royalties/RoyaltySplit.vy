# pragma version 0.4.3
# pragma evm-version cancun
# pragma nonreentrancy on
"""
@title Royalty Split
@license AGPL-3.0-only
@notice Divide the money this contract receives among the people who made one release.
@dev Every split is a clone whose code ends with the digest of its payees: who distributes names them, the digest proves
     them, nothing is stored. A payee who cannot be paid is owed, so that nobody waits for another.
     ERC-20 tokens are owed first and then paid to who asks, since a token can refuse a payee.
@custom:invariant Money received equals money paid plus money held, in each currency.
     What is owed never exceeds what is held.
@custom:kill Cannot be stopped.
"""

from ..interfaces import IRoyaltySplit
implements: IRoyaltySplit

from ..modules import money
from ..modules import split_clone


PUSH_GAS: constant(uint256) = 100_000           # a smart wallet needs a part of it; what a hostile payee can burn
PUSH_RESERVE_GAS: constant(uint256) = 160_000   # a push, its 64th part withheld, and a ledger entry should it fail


_owed: HashMap[address, HashMap[address, uint256]]     # by currency and payee
_total_owed: HashMap[address, uint256]                 # by currency


@external
def distribute(
    payees: DynArray[IRoyaltySplit.Payee, split_clone.MAX_PAYEES], currency: address = empty(address)
):
    """
    @notice Pay everyone a share of the money that is owed to nobody yet; anyone may call. Shares of a token are owed.
    @param payees All payees, in the order in which the split was created. What cannot be divided stays for next time.
    @param currency The token to divide, the chain's own coin unless given.
    """
    assert keccak256(abi_encode(payees)) == split_clone._digest(), "split: not its payees"
    amount: uint256 = money._held(currency) - self._total_owed[currency]
    assert amount != 0, "split: nothing to distribute"

    log IRoyaltySplit.RoyaltyDistributed(currency=currency, amount=amount)
    if currency == empty(address):
        for payee: IRoyaltySplit.Payee in payees:
            self._push(payee.account, amount * payee.share // split_clone.WHOLE)
    else:
        self._divide(currency, amount, payees)


@external
def withdraw_for(payee: address, currency: address = empty(address)):
    """
    @notice Pay a payee what it is owed: its shares of a token, or money that it could not be paid. Anyone may call.
    @param payee The account to pay.
    @param currency The token to pay, the chain's own coin unless given.
    """
    amount: uint256 = self._owed[currency][payee]
    assert amount != 0, "split: nothing owed"

    self._owed[currency][payee] = 0
    self._total_owed[currency] -= amount
    log IRoyaltySplit.RoyaltyWithdrawn(payee=payee, currency=currency, amount=amount)
    assert money._pay(currency, payee, amount), "split: payee refuses payment"


@external
@view
def owed(payee: address, currency: address = empty(address)) -> uint256:
    """
    @notice Return what a payee may take.
    @param payee The account to look up.
    @param currency The token, the chain's own coin unless given.
    @return The amount, in the currency's smallest unit.
    """
    return self._owed[currency][payee]


@external
@view
def total_owed(currency: address = empty(address)) -> uint256:
    """
    @notice Return what is owed to all payees together.
    @param currency The token, the chain's own coin unless given.
    @return The amount, in the currency's smallest unit.
    """
    return self._total_owed[currency]


@internal
def _push(payee: address, amount: uint256):
    """
    @notice Pay a payee, or owe it. Without the reserve a caller could starve the payment and turn it into a debt.
    """
    assert msg.gas >= PUSH_RESERVE_GAS, "split: not enough gas"
    is_paid: bool = raw_call(payee, b"", value=amount, gas=PUSH_GAS, revert_on_failure=False)
    if not is_paid:
        self._owed[empty(address)][payee] += amount
        self._total_owed[empty(address)] += amount
        log IRoyaltySplit.RoyaltyOwed(payee=payee, currency=empty(address), amount=amount)


@internal
def _divide(currency: address, amount: uint256, payees: DynArray[IRoyaltySplit.Payee, split_clone.MAX_PAYEES]):
    """
    @notice Owe everyone a share of a token.
    """
    total: uint256 = 0
    for payee: IRoyaltySplit.Payee in payees:
        share: uint256 = amount * payee.share // split_clone.WHOLE
        self._owed[currency][payee.account] += share
        total += share
        log IRoyaltySplit.RoyaltyOwed(payee=payee.account, currency=currency, amount=share)
    self._total_owed[currency] += total
