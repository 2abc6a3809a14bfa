# pragma version 0.4.3
"""
@title Sale word
@license AGPL-3.0-only
@notice Count the editions of a drop in one word, beside what its sale needs to remember.
@dev From the lowest bit: minted 32, lowered supply 32, closed 1, paused 1, phases 4,
     burned 32, frozen 1, free 153. All zero in a plain new drop, so that creating one writes nothing. *lowered supply*: zero for as
     promised. *phases*: how many were added.
"""


FIELD_MASK: constant(uint256) = 2**32 - 1
LOWERED_AT: constant(uint256) = 32
LOWERED_MASK: constant(uint256) = FIELD_MASK << LOWERED_AT
CLOSED: constant(uint256) = 1 << 64
PAUSED: constant(uint256) = 1 << 65
PHASES_AT: constant(uint256) = 66
PHASES_MASK: constant(uint256) = 15
BURNED_AT: constant(uint256) = 70
FROZEN: constant(uint256) = 1 << 102


@internal
@pure
def _minted(word: uint256) -> uint256:
    return word & FIELD_MASK


@internal
@pure
def _count(word: uint256, quantity: uint256) -> uint256:
    """
    @notice Count `quantity` more editions.
    @param quantity At most what keeps the count within the supply, which fits 32 bits.
    """
    return unsafe_add(word, quantity)


@internal
@pure
def _burned(word: uint256) -> uint256:
    return (word >> BURNED_AT) & FIELD_MASK


@internal
@pure
def _count_burned(word: uint256) -> uint256:
    return unsafe_add(word, 1 << BURNED_AT)


@internal
@pure
def _lowered_supply(word: uint256) -> uint256:
    return (word & LOWERED_MASK) >> LOWERED_AT


@internal
@pure
def _is_lowered(word: uint256) -> bool:
    return word & LOWERED_MASK != 0


@internal
@pure
def _lower_supply(word: uint256, supply: uint256) -> uint256:
    """
    @notice Write down a smaller supply.
    @param supply From 1 to 2**32 - 1.
    """
    return (word & ~LOWERED_MASK) | (supply << LOWERED_AT)


@internal
@pure
def _is_closed(word: uint256) -> bool:
    return word & CLOSED != 0


@internal
@pure
def _close(word: uint256) -> uint256:
    return word | CLOSED


@internal
@pure
def _is_frozen(word: uint256) -> bool:
    return word & FROZEN != 0


@internal
@pure
def _freeze(word: uint256) -> uint256:
    return word | FROZEN


@internal
@pure
def _is_paused(word: uint256) -> bool:
    return word & PAUSED != 0


@internal
@pure
def _mark_paused(word: uint256, is_paused: bool) -> uint256:
    if is_paused:
        return word | PAUSED
    return word & ~PAUSED


@internal
@pure
def _is_stopped(word: uint256) -> bool:
    """
    @notice Return whether the sale is closed for good or paused.
    """
    return word & (CLOSED | PAUSED) != 0


@internal
@pure
def _phases(word: uint256) -> uint256:
    return (word >> PHASES_AT) & PHASES_MASK


@internal
@pure
def _add_phase(word: uint256) -> uint256:
    """
    @param word A sale word with at most 14 phases.
    """
    return unsafe_add(word, 1 << PHASES_AT)
