# pragma version 0.4.3
"""
@title Drop terms
@license AGPL-3.0-only
@notice Check what a drop promises and hold its numbers in one word.
@dev From the lowest bit: price 96, supply 32, opens 40, closes 40, wallet cap 32, royalty 10,
     in currency 1, tier 3, free 1, options 1. *in currency*: the price is in the drop's currency. *tier*: always the first; the
     word of a phase is laid out alike and may name another. *options*: the drop's code holds options too.
"""

from ..interfaces import IMixDrop


MAX_ROYALTY_BPS: constant(uint256) = 1_000      # more than a tenth, and marketplaces ignore the royalty

MAX_PRICE_WEI: constant(uint256) = 2**96 - 1
MAX_SUPPLY: constant(uint256) = 2**32 - 1
MAX_TIME: constant(uint256) = 2**40 - 1
MAX_WALLET_CAP: constant(uint256) = 2**32 - 1

SUPPLY_AT: constant(uint256) = 96
OPENS_AT: constant(uint256) = 128
CLOSES_AT: constant(uint256) = 168
WALLET_CAP_AT: constant(uint256) = 208
ROYALTY_AT: constant(uint256) = 240
ROYALTY_MASK: constant(uint256) = 2**10 - 1
IN_CURRENCY: constant(uint256) = 1 << 250
TIER_AT: constant(uint256) = 251
TIER_MASK: constant(uint256) = 7
HAS_OPTIONS: constant(uint256) = 1 << 255


@internal
@pure
def _check(terms: IMixDrop.DropTerms):
    """
    @notice Refuse terms that no one could keep or that do not fit their word.
    """
    assert len(terms.name) != 0, "drop: name is empty"
    assert len(terms.symbol) != 0, "drop: symbol is empty"
    assert terms.metadata != empty(bytes32), "drop: metadata is empty"
    assert terms.supply != 0, "drop: supply is zero"
    assert terms.supply <= MAX_SUPPLY, "drop: supply is too large"
    assert terms.price <= MAX_PRICE_WEI, "drop: price is too high"
    assert terms.opens <= MAX_TIME, "drop: opens too late"
    assert terms.closes <= MAX_TIME, "drop: closes too late"
    assert terms.closes == 0 or terms.closes > terms.opens, "drop: closes before it opens"
    assert terms.wallet_cap <= MAX_WALLET_CAP, "drop: wallet cap is too large"
    assert terms.royalty_bps <= MAX_ROYALTY_BPS, "drop: royalty above 10 percent"


@internal
@pure
def _pack(terms: IMixDrop.DropTerms) -> uint256:
    """
    @notice Put the numbers of checked terms into one word.
    """
    sale: uint256 = terms.price | (terms.supply << SUPPLY_AT)
    window: uint256 = (terms.opens << OPENS_AT) | (terms.closes << CLOSES_AT)
    limits: uint256 = (terms.wallet_cap << WALLET_CAP_AT) | (terms.royalty_bps << ROYALTY_AT)
    return sale | window | limits


@internal
@view
def _check_open(word: uint256):
    """
    @notice Revert unless the sale is open now.
    """
    assert block.timestamp >= (word >> OPENS_AT) & MAX_TIME, "drop: not open yet"
    closing: uint256 = (word >> CLOSES_AT) & MAX_TIME
    assert closing == 0 or block.timestamp < closing, "drop: closed"


@internal
@pure
def _check_wallet_cap(word: uint256, minted: uint256):
    """
    @notice Revert if a wallet would have been given more than its cap.
    @param minted How many editions will have been minted to it.
    """
    cap: uint256 = (word >> WALLET_CAP_AT) & MAX_WALLET_CAP
    assert cap == 0 or minted <= cap, "drop: wallet cap reached"


@internal
@pure
def _price(word: uint256) -> uint256:
    return word & MAX_PRICE_WEI


@internal
@pure
def _supply(word: uint256) -> uint256:
    return (word >> SUPPLY_AT) & MAX_SUPPLY


@internal
@pure
def _opens(word: uint256) -> uint256:
    return (word >> OPENS_AT) & MAX_TIME


@internal
@pure
def _closes(word: uint256) -> uint256:
    return (word >> CLOSES_AT) & MAX_TIME


@internal
@pure
def _wallet_cap(word: uint256) -> uint256:
    return (word >> WALLET_CAP_AT) & MAX_WALLET_CAP


@internal
@pure
def _royalty_bps(word: uint256) -> uint256:
    return (word >> ROYALTY_AT) & ROYALTY_MASK


@internal
@pure
def _mark_options(word: uint256) -> uint256:
    return word | HAS_OPTIONS


@internal
@pure
def _has_options(word: uint256) -> bool:
    return word & HAS_OPTIONS != 0


@internal
@pure
def _mark_in_currency(word: uint256) -> uint256:
    return word | IN_CURRENCY


@internal
@pure
def _is_in_currency(word: uint256) -> bool:
    return word & IN_CURRENCY != 0


@internal
@pure
def _tier(word: uint256) -> uint256:
    return (word >> TIER_AT) & TIER_MASK
