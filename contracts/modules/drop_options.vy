# pragma version 0.4.3
"""
@title Drop options
@license AGPL-3.0-only
@notice Check what a drop promises beyond its terms and hold its numbers in one word.
@dev From the lowest bit: least supply 32, cut-off 40, referral 16, platform 16, shared 1, tiered 1, soulbound 1,
     validated 1, golden 1, currency 1, free 146. A drop without options has no such word in its code.
"""

from ..interfaces import IMixDrop


MAX_REFERRAL_BPS: constant(uint256) = 5_000     # the artists keep at least half
MAX_PLATFORM_BPS: constant(uint256) = 1_000     # and most of that

MAX_TIERS: constant(uint256) = 5        # what the sale word can count
MAX_TIME: constant(uint256) = 2**40 - 1
SUPPLY_MASK: constant(uint256) = 2**32 - 1

BPS_MASK: constant(uint256) = 2**16 - 1

CUT_OFF_AT: constant(uint256) = 32
REFERRAL_AT: constant(uint256) = 72
PLATFORM_AT: constant(uint256) = 88
SHARED: constant(uint256) = 1 << 104
TIERED: constant(uint256) = 1 << 105
SOULBOUND: constant(uint256) = 1 << 106
VALIDATED: constant(uint256) = 1 << 107
GOLDEN: constant(uint256) = 1 << 108
CURRENCY: constant(uint256) = 1 << 109


@internal
@pure
def _check(options: IMixDrop.DropOptions, terms: IMixDrop.DropTerms):
    """
    @notice Refuse options that contradict the terms or do not fit their word.
    """
    assert options.least_supply <= terms.supply, "drop: least supply above the supply"
    assert options.least_supply == 0 or options.cut_off != 0, "drop: least supply without a cut-off"
    # A public sale that opens at the end of time is none.
    opens: uint256 = terms.opens if terms.opens != MAX_TIME else 0
    assert options.cut_off == 0 or options.cut_off > opens, "drop: cut-off before it opens"
    assert options.cut_off <= MAX_TIME, "drop: cut-off too late"
    assert options.referral_bps <= MAX_REFERRAL_BPS, "drop: referral above 50 percent"
    assert options.platform_bps <= MAX_PLATFORM_BPS, "drop: platform fee above 10 percent"
    assert options.platform_bps == 0 or options.platform != empty(address), "drop: platform fee for nobody"
    assert options.is_shared or options.commitment == empty(bytes32), "drop: commitment without a shared document"
    assert options.currency != empty(address) or not options.in_currency, "drop: price in no currency"
    assert options.validator == empty(address) or not options.is_soulbound, "drop: soulbound with a validator"
    self._check_tiers(options.tiers, terms.supply)


@internal
@pure
def _check_tiers(tiers: DynArray[uint256, MAX_TIERS], supply: uint256):
    """
    @notice Refuse tiers that contradict the supply.
    """
    total: uint256 = 0
    for tier_supply: uint256 in tiers:
        assert tier_supply != 0, "drop: tier without editions"
        assert tier_supply <= supply, "drop: tier above the supply"
        total += tier_supply
    assert len(tiers) != 1, "drop: one tier is none"
    assert len(tiers) == 0 or total >= supply, "drop: tiers below the supply"


@internal
@pure
def _pack(options: IMixDrop.DropOptions) -> uint256:
    """
    @notice Put the numbers of checked options into one word; zero when nothing is asked for.
    """
    supply: uint256 = options.least_supply | (options.cut_off << CUT_OFF_AT)
    fees: uint256 = (options.referral_bps << REFERRAL_AT) | (options.platform_bps << PLATFORM_AT)
    goods: uint256 = self._flag(SHARED, options.is_shared) | self._flag(TIERED, len(options.tiers) != 0)
    soulbound: uint256 = self._flag(SOULBOUND, options.is_soulbound)
    validated: uint256 = self._flag(VALIDATED, options.validator != empty(address))
    golden: uint256 = self._flag(GOLDEN, options.has_golden)
    currency: uint256 = self._flag(CURRENCY, options.currency != empty(address))
    return supply | fees | goods | soulbound | validated | golden | currency


@internal
@pure
def _pack_tiers(options: IMixDrop.DropOptions) -> uint256:
    """
    @notice Put how many editions each tier has into one word, the first lowest.
    """
    word: uint256 = 0
    place: uint256 = 0
    for tier_supply: uint256 in options.tiers:
        word |= tier_supply << place
        place += 32
    return word


@internal
@pure
def _tier_supply(tiers: uint256, tier: uint256) -> uint256:
    """
    @param tiers The word of all tiers.
    """
    return (tiers >> (32 * tier)) & SUPPLY_MASK


@internal
@pure
def _flag(bit: uint256, is_set: bool) -> uint256:
    if is_set:
        return bit
    return 0


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


@internal
@pure
def _is_tiered(word: uint256) -> bool:
    return word & TIERED != 0


@internal
@pure
def _is_soulbound(word: uint256) -> bool:
    return word & SOULBOUND != 0


@internal
@pure
def _has_validator(word: uint256) -> bool:
    return word & VALIDATED != 0


@internal
@pure
def _is_guarded(word: uint256) -> bool:
    """
    @notice Return whether not every transfer is free.
    """
    return word & (SOULBOUND | VALIDATED) != 0


@internal
@pure
def _has_golden(word: uint256) -> bool:
    return word & GOLDEN != 0


@internal
@pure
def _has_currency(word: uint256) -> bool:
    return word & CURRENCY != 0
