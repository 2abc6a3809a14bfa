# pragma version 0.4.3
"""
@title Wallet word
@license AGPL-3.0-only
@notice Count in one word what a wallet holds, what was ever minted to it and in which phase.
@dev From the lowest bit: balance 32, minted 32, ticket 32, minted in phase 0 32, minted in phases 1 to 8 16 each.
     *ticket*: the serial of the last ticket used. A serial of an edition fits 32 bits and a phase's cap 16, so no field
     can overflow.
"""


FIELD_MASK: constant(uint256) = 2**32 - 1
MINTED_AT: constant(uint256) = 32
TICKET_AT: constant(uint256) = 64
TICKET_MASK: constant(uint256) = FIELD_MASK << TICKET_AT
PUBLIC_AT: constant(uint256) = 96
PHASES_AT: constant(uint256) = 112      # and 16 more for each phase's number
NO_PHASE: constant(uint256) = 9         # its count would stand beyond the word
PHASE_MASK: constant(uint256) = 2**16 - 1


@internal
@pure
def _balance(word: uint256) -> uint256:
    return word & FIELD_MASK


@internal
@pure
def _minted(word: uint256) -> uint256:
    return (word >> MINTED_AT) & FIELD_MASK


@internal
@pure
def _minted_in(word: uint256, phase: uint256) -> uint256:
    """
    @param phase From 0 to 8.
    """
    if phase == 0:
        return (word >> PUBLIC_AT) & FIELD_MASK
    return (word >> unsafe_add(PHASES_AT, unsafe_mul(16, phase))) & PHASE_MASK


@internal
@pure
def _mint(word: uint256, quantity: uint256, phase: uint256) -> uint256:
    """
    @param phase From 0 to 8, or NO_PHASE to count the editions in none.
    """
    counts: uint256 = quantity | (quantity << MINTED_AT)
    if phase == 0:
        return unsafe_add(word, counts | (quantity << PUBLIC_AT))
    return unsafe_add(word, counts | (quantity << unsafe_add(PHASES_AT, unsafe_mul(16, phase))))


@internal
@pure
def _ticket(word: uint256) -> uint256:
    return (word & TICKET_MASK) >> TICKET_AT


@internal
@pure
def _use_ticket(word: uint256, serial: uint256) -> uint256:
    """
    @param serial The ticket's, which fits 32 bits.
    """
    return (word & ~TICKET_MASK) | (serial << TICKET_AT)


@internal
@pure
def _receive(word: uint256) -> uint256:
    return unsafe_add(word, 1)


@internal
@pure
def _give(word: uint256) -> uint256:
    """
    @notice Take one edition off the balance.
    @param word The word of a wallet that holds at least one.
    """
    return unsafe_sub(word, 1)
