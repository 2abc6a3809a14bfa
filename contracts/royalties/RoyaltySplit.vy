# pragma version 0.4.3
# pragma evm-version cancun
# pragma nonreentrancy on
"""
@title Royalty Split
@license AGPL-3.0-only
@notice Divide the money this contract receives among the people who made one release.
@dev Every split is a clone whose code ends with the digest of its payees: who distributes names them, the digest proves
     them, nothing is stored. A payee who cannot be paid is owed, so that nobody waits for another.
@custom:invariant Money received equals money paid plus money held.
     What is owed never exceeds what is held.
@custom:kill Cannot be stopped.
"""

from ..interfaces import IRoyaltySplit
implements: IRoyaltySplit

from ..modules import split_clone


PUSH_GAS: constant(uint256) = 100_000           # a smart wallet needs a part of it; what a hostile payee can burn
PUSH_RESERVE_GAS: constant(uint256) = 160_000   # a push, its 64th part withheld, and a ledger entry should it fail


owed: public(HashMap[address, uint256])
total_owed: public(uint256)


@external
def distribute(payees: DynArray[IRoyaltySplit.Payee, split_clone.MAX_PAYEES]):
    """
    @notice Pay everyone a share of the money that is owed to nobody yet; anyone may call.
    @param payees All payees, in the order in which the split was created. What cannot be divided stays for next time.
    """
    assert keccak256(abi_encode(payees)) == split_clone._digest(), "split: not its payees"
    amount: uint256 = self.balance - self.total_owed
    assert amount != 0, "split: nothing to distribute"

    log IRoyaltySplit.RoyaltyDistributed(amount=amount)
    for payee: IRoyaltySplit.Payee in payees:
        self._push(payee.account, amount * payee.share // split_clone.WHOLE)


@external
def withdraw_for(payee: address):
    """
    @notice Pay a payee what it is owed since a payment to it failed; anyone may call.
    @param payee The account to pay.
    """
    amount: uint256 = self.owed[payee]
    assert amount != 0, "split: nothing owed"

    self.owed[payee] = 0
    self.total_owed -= amount
    log IRoyaltySplit.RoyaltyWithdrawn(payee=payee, amount=amount)
    is_paid: bool = raw_call(payee, b"", value=amount, revert_on_failure=False)
    assert is_paid, "split: payee refuses payment"


@internal
def _push(payee: address, amount: uint256):
    """
    @notice Pay a payee, or owe it. Without the reserve a caller could starve the payment and turn it into a debt.
    """
    assert msg.gas >= PUSH_RESERVE_GAS, "split: not enough gas"
    is_paid: bool = raw_call(payee, b"", value=amount, gas=PUSH_GAS, revert_on_failure=False)
    if not is_paid:
        self.owed[payee] += amount
        self.total_owed += amount
        log IRoyaltySplit.RoyaltyOwed(payee=payee, amount=amount)
