# pragma version 0.4.3
"""
@title Settings word
@license AGPL-3.0-only
@notice Say in one word by which rules a governor votes, and how many proposals there were.
@dev From the lowest bit: proposal threshold 96, voting delay 32, voting period 32, late extension 32, execution delay 32,
     proposals 32. A proposal reads and writes this word only, beside its own.
"""


FIELD_MASK: constant(uint256) = 2**32 - 1
THRESHOLD_MASK: constant(uint256) = 2**96 - 1
DELAY_AT: constant(uint256) = 96
PERIOD_AT: constant(uint256) = 128
EXTENSION_AT: constant(uint256) = 160
EXECUTION_DELAY_AT: constant(uint256) = 192
COUNT_AT: constant(uint256) = 224


@internal
@pure
def _replace(word: uint256, at: uint256, amount: uint256) -> uint256:
    """
    @notice Write one of the fields of 32 bits.
    @param at Its lowest bit.
    @param amount At most 2**32 - 1.
    """
    return (word & ~(FIELD_MASK << at)) | (amount << at)


@internal
@pure
def _replace_threshold(word: uint256, threshold: uint256) -> uint256:
    return (word & ~THRESHOLD_MASK) | threshold


@internal
@pure
def _count(word: uint256) -> uint256:
    """
    @notice Count one more proposal; reverts at the 2**32nd.
    """
    return word + (1 << COUNT_AT)


@internal
@pure
def _threshold(word: uint256) -> uint256:
    return word & THRESHOLD_MASK


@internal
@pure
def _voting_delay(word: uint256) -> uint256:
    return (word >> DELAY_AT) & FIELD_MASK


@internal
@pure
def _voting_period(word: uint256) -> uint256:
    return (word >> PERIOD_AT) & FIELD_MASK


@internal
@pure
def _late_extension(word: uint256) -> uint256:
    return (word >> EXTENSION_AT) & FIELD_MASK


@internal
@pure
def _execution_delay(word: uint256) -> uint256:
    return (word >> EXECUTION_DELAY_AT) & FIELD_MASK


@internal
@pure
def _proposals(word: uint256) -> uint256:
    return word >> COUNT_AT
