# pragma version 0.4.3
"""
@title Drop options
@license AGPL-3.0-only
@notice Check what a drop promises beyond its terms and hold its numbers in one word.
@dev From the lowest bit: least supply 32, cut-off 40, referral 16, platform 16, shared 1, free 151. A drop without options has no such word in its code.
"""

from ..interfaces import IMixDrop


MAX_REFERRAL_BPS: constant(uint256) = 5_000     # the artists keep at least half
MAX_PLATFORM_BPS: constant(uint256) = 1_000     # and most of that

MAX_TIME: constant(uint256) = 2**40 - 1
SUPPLY_MASK: constant(uint256) = 2**32 - 1

BPS_MASK: constant(uint256) = 2**16 - 1

CUT_OFF_AT: constant(uint256) = 32
REFERRAL_AT: constant(uint256) = 72
PLATFORM_AT: constant(uint256) = 88
SHARED: constant(uint256) = 1 << 104


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
    assert options.referral_bps <= MAX_REFERRAL_BPS, "drop: referral above 50 percent"
    assert options.platform_bps <= MAX_PLATFORM_BPS, "drop: platform fee above 10 percent"
    assert options.platform_bps == 0 or options.platform != empty(address), "drop: platform fee for nobody"
    assert options.is_shared or options.commitment == empty(bytes32), "drop: commitment without a shared document"


@internal
@pure
def _pack(options: IMixDrop.DropOptions) -> uint256:
    """
    @notice Put the numbers of checked options into one word; zero when nothing is asked for.
    """
    supply: uint256 = options.least_supply | (options.cut_off << CUT_OFF_AT)
    fees: uint256 = (options.referral_bps << REFERRAL_AT) | (options.platform_bps << PLATFORM_AT)
    if options.is_shared:
        return supply | fees | SHARED
    return supply | fees


@internal
@pure
def _least_supply(word: uint256) -> uint256:
    return word & SUPPLY_MASK


@internal
@pure
def _cut_off(word: uint256) -> uint256:
    return (word >> CUT_OFF_AT) & MAX_TIME


@internal
@pure
def _referral_bps(word: uint256) -> uint256:
    return (word >> REFERRAL_AT) & BPS_MASK


@internal
@pure
def _platform_bps(word: uint256) -> uint256:
    return (word >> PLATFORM_AT) & BPS_MASK


@internal
@pure
def _is_shared(word: uint256) -> bool:
    return word & SHARED != 0
