# pragma version 0.4.3
"""
@title Payee word
@license AGPL-3.0-only
@notice One word per payee: its account in the upper 160 bits, its share of a million in the lower 96. And one per split,
     its tag: the reward of who distributes in the lowest 16 bits, and above it anything that tells it from others.
@dev Who distributes names them all, and every byte of it costs.
"""

from ..interfaces import IRoyaltySplit


MAX_PAYEES: constant(uint256) = 50          # a distribution in which every push fails must fit one block
WHOLE: constant(uint256) = 1_000_000        # shares are parts per million
MAX_REWARD: constant(uint256) = 10_000      # 1 %: more would pay for being the first, not for the gas

SHARE_BITS: constant(uint256) = 96
SHARE_MASK: constant(uint256) = 2**96 - 1
REWARD_BITS: constant(uint256) = 16
REWARD_MASK: constant(uint256) = 2**16 - 1


@internal
@pure
def _check(payees: DynArray[uint256, MAX_PAYEES], tag: uint256):
    """
    @notice Refuse payees among whom money could not be divided. In ascending order none is named twice unseen.
    """
    assert len(payees) != 0, "split: no payees"
    assert tag & REWARD_MASK <= MAX_REWARD, "split: reward above 1 percent"
    total: uint256 = 0
    last: uint256 = 0
    for payee: uint256 in payees:
        account: uint256 = payee >> SHARE_BITS
        share: uint256 = payee & SHARE_MASK
        assert account != 0, "split: payee is zero address"
        assert account != last, "split: payee is named twice"
        assert account > last, "split: payees are not in ascending order"
        assert share != 0, "split: share is zero"
        assert share <= WHOLE, "split: share above the whole"
        total += share
        last = account
    assert total == WHOLE, "split: shares do not sum to 1000000"


@internal
@pure
def _pack(payees: DynArray[IRoyaltySplit.Payee, MAX_PAYEES]) -> DynArray[uint256, MAX_PAYEES]:
    words: DynArray[uint256, MAX_PAYEES] = []
    for payee: IRoyaltySplit.Payee in payees:
        assert payee.share <= WHOLE, "split: share above the whole"
        words.append(convert(payee.account, uint256) << SHARE_BITS | payee.share)
    return words


@internal
@pure
def _tag(kind: bytes32) -> uint256:
    """
    @notice Return the tag of a split without a reward, of a digest that tells it from others.
    """
    return convert(kind, uint256) >> 176 << REWARD_BITS


@internal
@pure
def _account(payee: uint256) -> address:
    return convert(payee >> SHARE_BITS, address)


@internal
@pure
def _part(payee: uint256, amount: uint256) -> uint256:
    """
    @notice Return a payee's share of an amount, rounded down.
    """
    return amount * (payee & SHARE_MASK) // WHOLE
