# pragma version 0.4.3
"""
@title Drop options
@license AGPL-3.0-only
@notice Check what a drop promises beyond its terms and hold its numbers in one word.
@dev From the lowest bit: least supply 32, cut-off 40, free 184. A drop without options has no such word in its code.
"""

from ..interfaces import IMixDrop


MAX_TIME: constant(uint256) = 2**40 - 1
SUPPLY_MASK: constant(uint256) = 2**32 - 1

CUT_OFF_AT: constant(uint256) = 32


@internal
@pure
def _check(options: IMixDrop.DropOptions, terms: IMixDrop.DropTerms):
    """
    @notice Refuse options that contradict the terms or do not fit their word.
    """
    assert options.least_supply <= terms.supply, "drop: least supply above the supply"
    assert options.least_supply == 0 or options.cut_off != 0, "drop: least supply without a cut-off"
    assert options.cut_off == 0 or options.cut_off > terms.opens, "drop: cut-off before it opens"
    assert options.cut_off <= MAX_TIME, "drop: cut-off too late"


@internal
@pure
def _pack(options: IMixDrop.DropOptions) -> uint256:
    """
    @notice Put the numbers of checked options into one word; zero when nothing is asked for.
    """
    return options.least_supply | (options.cut_off << CUT_OFF_AT)


@internal
@pure
def _least_supply(word: uint256) -> uint256:
    return word & SUPPLY_MASK


@internal
@pure
def _cut_off(word: uint256) -> uint256:
    return (word >> CUT_OFF_AT) & MAX_TIME
