# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Division
@license AGPL-3.0-only
@notice Divide money among payees, and keep what each of them is owed until it is taken.
@dev Coin is pushed with bounded gas, and owed to a payee who cannot be paid, so that nobody waits for another.
     ERC-20 tokens are owed first and then paid to who asks, since a token can refuse a payee.
@custom:invariant Money received equals money paid plus money held, in each currency.
     What is owed never exceeds what is held.
"""

from ..interfaces import IRoyaltySplit

from . import money
from . import payee_word


PUSH_GAS: constant(uint256) = 100_000           # a smart wallet needs a part of it; what a hostile payee can burn
PUSH_RESERVE_GAS: constant(uint256) = 160_000   # a push, its 64th part withheld, and a ledger entry should it fail


_owed: HashMap[address, HashMap[address, uint256]]     # by currency and payee
_total_owed: HashMap[address, uint256]                 # by currency


@external
def withdraw_for(payee: address, currency: address = empty(address)):
    """
    @notice Pay a payee what it is owed: its shares of a token, or money that it could not be paid. Anyone may call.
    @param payee The account to pay.
    @param currency The token to pay, the chain's own coin unless given.
    """
    self._withdraw(payee, payee, currency)


@external
def withdraw_to(recipient: address, currency: address = empty(address)):
    """
    @notice Take what the caller is owed to another account: one that a token refuses is not lost.
    @param recipient The account to pay.
    @param currency The token to pay, the chain's own coin unless given.
    """
    assert recipient != empty(address), "split: recipient is zero address"
    self._withdraw(msg.sender, recipient, currency)


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
def _begin(currency: address, tag: uint256) -> uint256:
    """
    @notice Begin to divide what is owed to nobody yet: pay who distributes its reward.
    @return What the payees share, each rounded down.
    """
    amount: uint256 = money._held(currency) - self._total_owed[currency]
    assert amount != 0, "split: nothing to distribute"

    if tag & payee_word.REWARD_MASK != 0:
        amount -= self._reward(currency, amount * (tag & payee_word.REWARD_MASK) // payee_word.WHOLE)
    log IRoyaltySplit.RoyaltyDistributed(currency=currency, amount=amount)
    return amount


@internal
def _reward(currency: address, reward: uint256) -> uint256:
    if reward != 0:
        log IRoyaltySplit.RewardPaid(caller=msg.sender, currency=currency, amount=reward)
        assert money._pay(currency, msg.sender, reward), "split: caller refuses reward"
    return reward


@internal
def _push(payee: address, amount: uint256):
    """
    @notice Pay a payee coin, or owe it. Without the reserve a caller could starve the payment and turn it into a debt.
    """
    assert msg.gas >= PUSH_RESERVE_GAS, "split: not enough gas"
    is_paid: bool = raw_call(payee, b"", value=amount, gas=PUSH_GAS, revert_on_failure=False)
    if not is_paid:
        self._owe(payee, empty(address), amount)
        log IRoyaltySplit.RoyaltyOwed(payee=payee, amount=amount)


@internal
def _owe(payee: address, currency: address, amount: uint256):
    """
    @notice Owe a payee its part; what is divided of a token is not logged part by part, for payees and amount say it.
    """
    self._owed[currency][payee] += amount
    self._total_owed[currency] += amount


@internal
def _withdraw(payee: address, recipient: address, currency: address):
    amount: uint256 = self._owed[currency][payee]
    assert amount != 0, "split: nothing owed"

    self._owed[currency][payee] = 0
    self._total_owed[currency] -= amount
    log IRoyaltySplit.RoyaltyWithdrawn(payee=payee, recipient=recipient, currency=currency, amount=amount)
    assert money._pay(currency, recipient, amount), "split: payee refuses payment"
