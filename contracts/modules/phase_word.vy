# pragma version 0.4.3
"""
@title Phase word
@license AGPL-3.0-only
@notice Check what a phase of a drop asks for and hold its numbers in one word.
@dev From the lowest bit: price 96, free 32, opens 40, closes 40, wallet cap 32, audience 2, free 8, in currency 1,
     tier 3, free 1, added 1. What the word of the terms says too is at the same place in both, so that one accessor reads
     either.
"""

from ..interfaces import IMixDrop

from . import drop_options
from . import drop_terms


MAX_WALLET_CAP: constant(uint256) = 2**16 - 1   # what a wallet's word can count of one phase, so that each has a cap

EVERYONE: constant(uint256) = 0
ON_LIST: constant(uint256) = 1
WITH_TICKET: constant(uint256) = 2

AUDIENCE_AT: constant(uint256) = 240
AUDIENCE_MASK: constant(uint256) = 3
ADDED: constant(uint256) = 1 << 255


@internal
@pure
def _check(phase: IMixDrop.Phase):
    """
    @notice Refuse a phase that could sell nothing or does not fit its word.
    """
    is_public: bool = phase.root == empty(bytes32) and phase.signer == empty(address)
    assert phase.root == empty(bytes32) or phase.signer == empty(address), "drop: phase with a list and a signer"
    assert is_public or phase.price == 0, "drop: price is on the list or ticket"
    assert phase.price <= drop_terms.MAX_PRICE_WEI, "drop: price is too high"
    assert phase.opens <= drop_terms.MAX_TIME, "drop: opens too late"
    assert phase.closes <= drop_terms.MAX_TIME, "drop: closes too late"
    assert phase.closes == 0 or phase.closes > phase.opens, "drop: closes before it opens"
    assert phase.wallet_cap != 0, "drop: wallet cap is zero"
    assert phase.wallet_cap <= MAX_WALLET_CAP, "drop: wallet cap is too large"
    assert phase.tier < drop_options.MAX_TIERS, "drop: no such tier"


@internal
@pure
def _pack(phase: IMixDrop.Phase) -> uint256:
    """
    @notice Put the numbers of a checked phase into one word.
    """
    window: uint256 = (phase.opens << drop_terms.OPENS_AT) | (phase.closes << drop_terms.CLOSES_AT)
    limits: uint256 = (phase.wallet_cap << drop_terms.WALLET_CAP_AT) | (self._audience_of(phase) << AUDIENCE_AT)
    goods: uint256 = phase.tier << drop_terms.TIER_AT
    if phase.in_currency:
        goods = drop_terms._mark_in_currency(goods)
    return phase.price | window | limits | goods | ADDED


@internal
@pure
def _key(phase: IMixDrop.Phase) -> bytes32:
    """
    @notice Return what proves that someone may buy: the list's root, or the signer of tickets.
    """
    if phase.signer != empty(address):
        return convert(phase.signer, bytes32)
    return phase.root


@internal
@pure
def _unpack(word: uint256, key: bytes32) -> IMixDrop.Phase:
    phase: IMixDrop.Phase = IMixDrop.Phase(
        price=drop_terms._price(word),
        opens=drop_terms._opens(word),
        closes=drop_terms._closes(word),
        wallet_cap=drop_terms._wallet_cap(word),
        root=empty(bytes32),
        signer=empty(address),
        tier=drop_terms._tier(word),
        in_currency=drop_terms._is_in_currency(word),
    )
    if self._audience(word) == ON_LIST:
        phase.root = key
    elif self._audience(word) == WITH_TICKET:
        phase.signer = convert(convert(key, uint256), address)
    return phase


@internal
@pure
def _audience(word: uint256) -> uint256:
    return (word >> AUDIENCE_AT) & AUDIENCE_MASK


@internal
@pure
def _audience_of(phase: IMixDrop.Phase) -> uint256:
    if phase.signer != empty(address):
        return WITH_TICKET
    if phase.root != empty(bytes32):
        return ON_LIST
    return EVERYONE
