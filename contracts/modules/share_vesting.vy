# pragma version 0.4.3
"""
@title Share vesting
@license AGPL-3.0-only
@notice Give an account a share of the supply little by little, evenly from a time on; the token holds the rest, which does not vote.
"""

from ..interfaces import IFanToken

from . import fan_votes
uses: fan_votes


ACCOUNT: immutable(address)
AMOUNT: immutable(uint256)
BEGINS_AT: immutable(uint256)
DURATION: immutable(uint256)


released: public(uint256)


@deploy
def __init__(terms: IFanToken.Vesting):
    """
    @param terms Who gets how much, from when on and in how many seconds; an amount of zero is no vesting.
    """
    if terms.amount != 0:
        assert terms.account != empty(address) and terms.account != self, "token: vesting is for nobody"
        assert terms.duration != 0, "token: vesting takes no time"
    ACCOUNT = terms.account
    AMOUNT = terms.amount
    BEGINS_AT = terms.begins_at
    DURATION = terms.duration


@external
def release() -> uint256:
    """
    @notice Pay what is vested by now; anyone may call.
    @return How much was paid.
    """
    amount: uint256 = self._releasable()
    assert amount != 0, "token: nothing is vested"
    self.released += amount
    log IFanToken.VestingReleased(account=ACCOUNT, amount=amount)
    fan_votes._move(self, ACCOUNT, amount)
    return amount


@external
@view
def releasable() -> uint256:
    """
    @notice Return what `release` would pay now.
    @return Units of the token.
    """
    return self._releasable()


@external
@view
def vested(timestamp: uint256) -> uint256:
    """
    @notice Return how much is vested at a time, paid or not.
    @param timestamp Unix seconds.
    @return Units of the token.
    """
    return self._vested(timestamp)


@external
@view
def vesting() -> IFanToken.Vesting:
    """
    @notice Return who gets how much and when.
    @return The terms.
    """
    return IFanToken.Vesting(account=ACCOUNT, amount=AMOUNT, begins_at=BEGINS_AT, duration=DURATION)


@internal
@view
def _releasable() -> uint256:
    return self._vested(block.timestamp) - self.released


@internal
@view
def _vested(timestamp: uint256) -> uint256:
    if timestamp <= BEGINS_AT or AMOUNT == 0:
        return 0
    passed: uint256 = timestamp - BEGINS_AT
    return AMOUNT if passed >= DURATION else AMOUNT * passed // DURATION
