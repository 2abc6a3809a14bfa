# pragma version 0.4.3
"""
@title Owner word
@license AGPL-3.0-only
@notice Say in one word who holds an edition and what is known about its record.
@dev From the lowest bit: holder 160, closed 1, approved 1, free 94. A burned edition has no holder, and a closed word.
     A mint writes the word of its first edition only; the ones after it have an empty word and share the one before.
     *closed*: the next serial does not share this word. *approved*: the approval on record is in force.
"""


HOLDER_MASK: constant(uint256) = 2**160 - 1
CLOSED: constant(uint256) = 1 << 160
APPROVED: constant(uint256) = 1 << 161
BURNED: constant(uint256) = CLOSED


@internal
@pure
def _batch(holder: address, quantity: uint256) -> uint256:
    """
    @notice Write the first word of a batch.
    @param quantity How many editions share the word.
    """
    if quantity == 1:
        return convert(holder, uint256) | CLOSED
    return convert(holder, uint256)


@internal
@pure
def _single(holder: address) -> uint256:
    return convert(holder, uint256) | CLOSED


@internal
@pure
def _shared(word: uint256) -> uint256:
    """
    @notice Return what the editions after this word share of it: its holder, not its marks.
    """
    return word & HOLDER_MASK


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
