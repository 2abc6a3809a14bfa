# pragma version 0.4.3
"""
@title Owner word
@license AGPL-3.0-only
@notice Say in one word who holds an edition and what is known about it.
@dev From the lowest bit: holder 160, closed 1, approved 1, guarded 1, tier 3, free 90. A burned edition has no holder, and a
     closed word. A mint writes the word of its first edition only; the ones after it have an empty word and share the one
     before. *closed*: the next serial does not share this word. *approved*: the approval on record is in force. *guarded*:
     not every transfer is free; kept here so that the others need not look.
"""


HOLDER_MASK: constant(uint256) = 2**160 - 1
CLOSED: constant(uint256) = 1 << 160
APPROVED: constant(uint256) = 1 << 161
GUARDED: constant(uint256) = 1 << 162
TIER_AT: constant(uint256) = 163
TIER_MASK: constant(uint256) = 7
BURNED: constant(uint256) = CLOSED
MARKS_MASK: constant(uint256) = GUARDED | (TIER_MASK << TIER_AT)


@internal
@pure
def _marks(tier: uint256, is_guarded: bool) -> uint256:
    """
    @notice Return what stays with an edition whoever holds it.
    @param tier From 0 to 7.
    """
    if is_guarded:
        return (tier << TIER_AT) | GUARDED
    return tier << TIER_AT


@internal
@pure
def _batch(holder: address, quantity: uint256, marks: uint256) -> uint256:
    """
    @notice Write the first word of a batch.
    @param quantity How many editions share the word.
    """
    if quantity == 1:
        return convert(holder, uint256) | CLOSED | marks
    return convert(holder, uint256) | marks


@internal
@pure
def _pass_on(word: uint256, holder: address) -> uint256:
    """
    @notice Write the word of an edition that moves.
    """
    return convert(holder, uint256) | CLOSED | (word & MARKS_MASK)


@internal
@pure
def _shared(word: uint256) -> uint256:
    """
    @notice Return what the editions after this word share of it: its holder and what stays with an edition.
    """
    return word & (HOLDER_MASK | MARKS_MASK)


@internal
@pure
def _mark_approved(word: uint256, is_approved: bool) -> uint256:
    if is_approved:
        return word | APPROVED
    return word & ~APPROVED


@internal
@pure
def _holder(word: uint256) -> address:
    return convert(word & HOLDER_MASK, address)


@internal
@pure
def _is_closed(word: uint256) -> bool:
    return word & CLOSED != 0


@internal
@pure
def _is_approved(word: uint256) -> bool:
    return word & APPROVED != 0


@internal
@pure
def _is_guarded(word: uint256) -> bool:
    return word & GUARDED != 0


@internal
@pure
def _tier(word: uint256) -> uint256:
    return (word >> TIER_AT) & TIER_MASK
